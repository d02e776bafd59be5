import { openDatabase } from './open.js';

/** Held until it is released; the system lets go of it when the process dies, however it dies. */
export interface FileLock {
  release(): void;
}

/** @throws an error of code `SQLITE_BUSY`, at once, when another process or this one holds it */
export function lockFile(file: string): FileLock {
  const database = openDatabase(file, { timeout: 0 }, (opened) => opened.exec('BEGIN EXCLUSIVE'));
  return { release: () => database.close() };
}
