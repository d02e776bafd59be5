/**
 * Copies a SQLite file as it is at one moment, beside a process that writes to it. Only what is in the tables is copied:
 * a destroyed key leaves no trace in the copy. @throws Error when the copy exists already
 */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  // Node 22.12 has it behind a flag: only a backup needs it, not the whole command line.
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run(copy);
  } finally {
    database.close();
  }
}
