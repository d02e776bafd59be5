import { join } from 'node:path';
import { lockFile, sqliteCodeOf, type FileLock } from '#sqlite';

/** The read models of this folder are being written by somebody else. */
export class ViewsInUse extends Error {
  constructor(folder: string) {
    super(`the read models in ${folder} are in use by another process`);
    this.name = 'ViewsInUse';
  }
}

/** One writer per folder, held by the operating system for as long as the process lives. @throws ViewsInUse */
export function lockForWriting(folder: string): FileLock {
  try {
    return lockFile(join(folder, 'views.lock'));
  } catch (error) {
    throw sqliteCodeOf(error) === 'SQLITE_BUSY' ? new ViewsInUse(folder) : error;
  }
}
