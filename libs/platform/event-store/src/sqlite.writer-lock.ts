import Database from 'better-sqlite3';
import { openingError } from './sqlite.cannot-open.js';

/** Held while a process writes to a log. The system lets go of it when the process dies, however it dies. */
export class SqliteWriterLock {
  private constructor(private readonly db: Database.Database) {}

  /** @throws CannotOpen at once when another process, or this one, holds it */
  static take(file: string): SqliteWriterLock {
    let db: Database.Database | undefined;
    try {
      db = new Database(`${file}.lock`, { timeout: 0 });
      db.exec('BEGIN EXCLUSIVE');
      return new SqliteWriterLock(db);
    } catch (error) {
      db?.close();
      throw openingError(error, file);
    }
  }

  release(): void {
    this.db.close();
  }
}
