import type { Database } from 'better-sqlite3';

/** Lets an empty file get its tables, whole or not at all. @throws Error when the file has other ones */
export function makeSchema(database: Database, version: number, make: () => void): void {
  const found = database.pragma('user_version', { simple: true });
  if (found === version) return;
  if (found !== 0) throw new Error(`${database.name} has schema ${String(found)}, made by a newer Gridcase`);
  database.transaction(() => {
    make();
    database.pragma(`user_version = ${version}`);
  })();
}
