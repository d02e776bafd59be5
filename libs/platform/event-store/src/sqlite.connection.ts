import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { lockFile, openDatabase, type FileLock } from '#sqlite';
import { cannotOpen, openingError } from './sqlite.cannot-open.js';
import { assertCurrent, assertReadable, migrate } from './sqlite.schema.js';

const FULL = 2;
/** Pages of 4 KiB: the write-ahead log hardly grows beyond 32 MiB. */
const WAL_PAGES = 8_000;

/** Called with a connection before the log is used, for example to limit the file's size. */
export type Tuning = (db: Database) => void;

/** Held while a process writes to a log. @throws CannotOpen at once when another process, or this one, holds it */
export function lockForWriting(file: string): FileLock {
  return opening(file, () => lockFile(`${file}.lock`));
}

/** A connection that writes: every commit is on the disk before it is acknowledged. @throws CannotOpen */
export function openForWriting(file: string, tune?: Tuning): Database {
  return opening(file, () =>
    openDatabase(file, { timeout: 5000 }, (db) => {
      assertReadable(db, file);
      db.pragma('journal_mode = WAL');
      // A checkpoint runs inside a commit and stalls it; where a `WalCarrier` runs, next to nothing is left to it.
      db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
      prepare(db);
      migrate(db);
      tune?.(db);
      assertDurable(db, file);
    }),
  );
}

/** A connection that only reads, beside a writer or alone. @throws CannotOpen */
export function openForReading(file: string, tune?: Tuning): Database {
  if (!existsSync(file)) throw cannotOpen('missing', file);
  return opening(file, () =>
    openDatabase(file, { timeout: 5000, readonly: true }, (db) => {
      assertReadable(db, file);
      assertCurrent(db, file);
      prepare(db);
      tune?.(db);
    }),
  );
}

/** The driver reopens a WAL file at NORMAL without a word, so what it says now is what counts. @throws CannotOpen */
function assertDurable(db: Database, file: string): void {
  const synchronous = db.pragma('synchronous', { simple: true });
  const journal = db.pragma('journal_mode', { simple: true });
  if (synchronous !== FULL || journal !== 'wal')
    throw cannotOpen(
      'not-durable',
      file,
      `synchronous=${String(synchronous)}, journal_mode=${String(journal)}`,
    );
}

function prepare(db: Database): void {
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -65536');
}

function opening<Opened>(file: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    throw openingError(error, file);
  }
}
