import type { Database } from 'better-sqlite3';
import { openDatabase } from '#sqlite';

const CARRY_EVERY = 50;

/**
 * Carries what is committed from the write-ahead log into the log's file, beside the writer and in another thread than
 * his: otherwise he does it himself now and then, and everybody waits. It holds up no writer and no reader.
 */
export class WalCarrier {
  private readonly db: Database;
  private readonly timer: NodeJS.Timeout;

  /** @param every milliseconds from one turn to the next */
  constructor(file: string, every = CARRY_EVERY) {
    this.db = openDatabase(file, { fileMustExist: true }, (db) => db.pragma('synchronous = FULL'));
    this.timer = setInterval(() => this.carry(), every).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.db.close();
  }

  /** What cannot be carried now stays where it is, as durable as before; a full disk the writer meets himself. */
  private carry(): void {
    try {
      this.db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // the next turn tries again
    }
  }
}
