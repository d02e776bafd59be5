import { closeSync, openSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { MasterKeyRefused } from './master-key.errors.js';
import { subkeyOf } from './subkey.js';

const SCHEMA_VERSION = 1;

/**
 * Rows of `data_key` are only ever added at the end or overwritten in place by zeros of the same length, so SQLite never
 * moves one to another page and leaves no second copy of a key behind. `erasure` tells readers whose key is gone, in order.
 */
const SCHEMA = `
  CREATE TABLE data_key (id INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE erasure (number INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE master_key_check (value BLOB NOT NULL) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Opens keys.db ready for use. @throws MasterKeyRefused when it was made with another master key */
export function openKeyFile(file: string, masterKey: KeyObject, readOnly: boolean): Database.Database {
  if (!readOnly) closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { readonly: readOnly, timeout: 5000 });
  try {
    if (readOnly) database.pragma('query_only = ON');
    else makeDurable(database, file);
    migrate(database, masterKey);
    checkMasterKey(database, masterKey);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeDurable(database: Database.Database, file: string): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  // What a crash in the middle of a destruction left in the write-ahead log goes now.
  database.pragma('wal_checkpoint(TRUNCATE)');
  // Reopening a WAL file lowers `synchronous` without a word, so what is in force is read back.
  if (database.pragma('synchronous', { simple: true }) !== 2) {
    throw new Error(`${file} does not write through to the disk (synchronous is not FULL)`);
  }
}

function migrate(database: Database.Database, masterKey: KeyObject): void {
  const version = database.pragma('user_version', { simple: true });
  if (version === SCHEMA_VERSION) return;
  if (version !== 0)
    throw new Error(`${database.name} has schema ${String(version)}, made by a newer Gridcase`);
  database.transaction(() => {
    database.exec(SCHEMA);
    database.prepare('INSERT INTO master_key_check VALUES (?)').run(checkValueOf(masterKey));
  })();
}

function checkMasterKey(database: Database.Database, masterKey: KeyObject): void {
  const stored = database.prepare<[], Buffer>('SELECT value FROM master_key_check').pluck().get();
  if (!stored?.equals(checkValueOf(masterKey))) throw new MasterKeyRefused('wrong', database.name);
}

function checkValueOf(masterKey: KeyObject): Buffer {
  return subkeyOf(masterKey, 'check the master key').export();
}
