import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { makeSchema, openDatabase, openDurable } from '#sqlite';
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
`;

/** Opens keys.db ready for use. @throws MasterKeyRefused when it was made with another master key */
export function openKeyFile(file: string, masterKey: KeyObject, readOnly: boolean): Database {
  if (readOnly) {
    return openDatabase(file, { readonly: true, timeout: 5_000 }, (database) => {
      database.pragma('query_only = ON');
      prepare(database, masterKey);
    });
  }
  return openDurable(file, (database) => {
    database.pragma('secure_delete = ON');
    // What a crash in the middle of a destruction left in the write-ahead log goes now.
    database.pragma('wal_checkpoint(TRUNCATE)');
    prepare(database, masterKey);
  });
}

function prepare(database: Database, masterKey: KeyObject): void {
  makeSchema(database, SCHEMA_VERSION, () => {
    database.exec(SCHEMA);
    database.prepare('INSERT INTO master_key_check VALUES (?)').run(checkValueOf(masterKey));
  });
  checkMasterKey(database, masterKey);
}

function checkMasterKey(database: Database, masterKey: KeyObject): void {
  const stored = database.prepare<[], Buffer>('SELECT value FROM master_key_check').pluck().get();
  if (!stored?.equals(checkValueOf(masterKey))) throw new MasterKeyRefused('wrong', database.name);
}

function checkValueOf(masterKey: KeyObject): Buffer {
  return subkeyOf(masterKey, 'check the master key').export();
}
