import { DatabaseSync } from 'node:sqlite';

/**
 * Copies a SQLite file as it is at one moment, beside a process that writes to it. Only what is in the tables is copied:
 * a destroyed key leaves no trace in the copy. @throws Error when the copy exists already
 */
export function copyDatabase(file: string, copy: string): void {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run(copy);
  } finally {
    database.close();
  }
}
