import Database from 'better-sqlite3';
import type { LogPosition } from '#event-store';
import { Checkpoints } from './checkpoints.js';

/** A file of its own beside the log: one row per process. */
export class SqliteCheckpoints extends Checkpoints {
  private readonly db: Database.Database;
  private readonly find: Database.Statement<[string], { position: string }>;
  private readonly put: Database.Statement<[string, string]>;

  constructor(file: string) {
    super();
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.pragma('busy_timeout = 5000');
    this.db.exec(
      'create table if not exists checkpoint (process text primary key, position text not null) without rowid',
    );
    this.find = this.db.prepare('select position from checkpoint where process = ?');
    this.put = this.db.prepare('insert or replace into checkpoint (process, position) values (?, ?)');
  }

  read(process: string): LogPosition | undefined {
    return this.find.get(process)?.position as LogPosition | undefined;
  }

  save(process: string, position: LogPosition): void {
    this.put.run(process, position);
  }

  close(): void {
    this.db.close();
  }
}
