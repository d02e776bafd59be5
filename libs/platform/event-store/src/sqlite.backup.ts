import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { LogPosition } from './event-store.js';
import { openForReading } from './sqlite.connection.js';
import { SqliteLogReader } from './sqlite.log-reader.js';
import { translated } from './sqlite.errors.js';
import { Unavailable } from './event-store.errors.js';

const PAGES_AT_ONCE = 500;

/**
 * Copies a log as it is at this moment, also while it is written to, in steps that leave room for other work. The copy
 * appears under its name only when it is whole. @returns the position of its last event
 */
export async function backUp(log: string, copy: string): Promise<LogPosition> {
  if (existsSync(copy)) throw new Unavailable(`${copy} exists already; a backup overwrites nothing`);
  const partial = `${copy}.partial`;
  const db = openForReading(log);
  try {
    db.exec('BEGIN');
    const position = new SqliteLogReader(db).end(); // this read fixes the moment: later writes do not start the copy over
    await db.backup(partial, { progress: () => PAGES_AT_ONCE });
    await rename(partial, copy);
    return position;
  } catch (error) {
    await rm(partial, { force: true });
    throw translated(error);
  } finally {
    db.close();
  }
}
