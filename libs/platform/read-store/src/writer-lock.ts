import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sqliteCodeOf } from './sqlite.connection.js';

/** The read models of this folder are being written by somebody else. */
export class ViewsInUse extends Error {
  constructor(folder: string) {
    super(`the read models in ${folder} are in use by another process`);
    this.name = 'ViewsInUse';
  }
}

/** One writer per folder, held by the operating system for as long as the process lives. @throws ViewsInUse */
export function lockForWriting(folder: string): { release(): void } {
  const lock = new Database(join(folder, 'views.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw sqliteCodeOf(error) === 'SQLITE_BUSY' ? new ViewsInUse(folder) : error;
  }
  return { release: () => lock.close() };
}
