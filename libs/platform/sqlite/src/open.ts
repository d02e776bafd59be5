import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const FULL = 2;

/** Opens a file and makes it ready for use; closes it again when that fails. */
export function openDatabase(
  file: string,
  options: Database.Options,
  prepare: (database: Database.Database) => void,
): Database.Database {
  const database = new Database(file, options);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * A file whose commits are on the disk before they are acknowledged, made with mode 0600 when it is missing; `:memory:`
 * for specs. @throws Error when it cannot be written so, and whatever `prepare` throws
 */
export function openDurable(file: string, prepare: (database: Database.Database) => void): Database.Database {
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  return openDatabase(file, { timeout: 5_000 }, (database) => {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    prepare(database);
    // Reopening a WAL file lowers `synchronous` without a word, so what is in force is read back.
    if (database.pragma('synchronous', { simple: true }) !== FULL)
      throw new Error(`${file} does not write through to the disk (synchronous is not FULL)`);
  });
}
