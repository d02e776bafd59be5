import Database from 'better-sqlite3';

/**
 * Copies a SQLite file as it is at one moment, beside a process that writes to it. Only what is in the tables is copied:
 * a destroyed key leaves no trace in the copy. @throws Error when the copy exists already
 */
export function copyDatabase(file: string, copy: string): void {
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    database.prepare('vacuum into ?').run(copy);
  } finally {
    database.close();
  }
}
