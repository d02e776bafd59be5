import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const SCHEMA_VERSION = 1;

/** Of a token only its SHA-256 is stored, of a password only its hash. Times in milliseconds since 1970. */
const SCHEMA = `
  CREATE TABLE account (
    person_id TEXT PRIMARY KEY, sign_in TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE session (
    token_hash TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL, seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX session_of_person ON session (person_id);
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Opens accounts.db, made with mode 0600 when it is missing; `:memory:` for specs. */
export function openAccountsFile(file: string): Database.Database {
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: 5000 });
  try {
    makeDurable(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeDurable(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  // Reopening a WAL file lowers `synchronous` without a word, so what is in force is read back.
  if (database.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error(`${database.name} does not write through to the disk (synchronous is not FULL)`);
  }
}

function migrate(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true });
  if (version === SCHEMA_VERSION) return;
  if (version !== 0)
    throw new Error(`${database.name} has schema ${String(version)}, made by a newer Gridcase`);
  database.transaction(() => database.exec(SCHEMA))();
}
