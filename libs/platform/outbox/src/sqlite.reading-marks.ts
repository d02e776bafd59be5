import type Database from 'better-sqlite3';
import { ReadingMarks } from './reading-marks.js';

/** One row per person, beside the outbox. */
export class SqliteReadingMarks extends ReadingMarks {
  private readonly find: Database.Statement<[string], { position: string }>;
  private readonly put: Database.Statement<[string, string]>;

  constructor(db: Database.Database) {
    super();
    this.find = db.prepare('SELECT position FROM reading_mark WHERE person = ?');
    this.put = db.prepare(`INSERT INTO reading_mark (person, position) VALUES (?, ?)
      ON CONFLICT (person) DO UPDATE SET position = max(position, excluded.position)`);
  }

  of(person: string): string | undefined {
    return this.find.get(person)?.position;
  }

  move(person: string, position: string): void {
    this.put.run(person, position);
  }
}
