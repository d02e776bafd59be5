import type { Database } from 'better-sqlite3';
import { makeSchema, openDurable } from '#sqlite';

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
`;

/** Opens accounts.db, made when it is missing; `:memory:` for specs. */
export function openAccountsFile(file: string): Database {
  return openDurable(file, (database) => {
    database.pragma('secure_delete = ON');
    makeSchema(database, SCHEMA_VERSION, () => database.exec(SCHEMA));
  });
}
