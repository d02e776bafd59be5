import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import { copyDatabase, lockFile, makeSchema, openDatabase, openDurable, sqliteCodeOf } from './index.js';

let folder = '';
let file = '';
let opened: { close(): unknown }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-sqlite-'));
  file = join(folder, 'some.db');
});
afterEach(() => {
  for (const each of opened) each.close();
  opened = [];
  rmSync(folder, { recursive: true });
});

describe('opening a durable file', () => {
  it('writes through to the disk, also when it is opened again', () => {
    open();
    const again = open();
    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('keeps the file to its owner', () => {
    open();
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('refuses a file that does not write through', () => {
    expect(() => open((database) => database.pragma('synchronous = NORMAL'))).toThrow(
      /does not write through/,
    );
  });

  it('closes the file again when it cannot be made ready', () => {
    const refused: Database[] = [];
    const prepare = (database: Database) => {
      refused.push(database);
      throw new Error('not so');
    };
    expect(() => openDurable(file, prepare)).toThrow('not so');
    expect(refused.map((database) => database.open)).toEqual([false]);
  });
});

describe('making a schema', () => {
  const make = (database: Database, version = 1) =>
    makeSchema(database, version, () => database.exec('CREATE TABLE note (text TEXT) STRICT'));

  it('makes it once', () => {
    open(make);
    const again = open(make);
    expect(again.pragma('user_version', { simple: true })).toBe(1);
  });

  it('makes all of it or nothing', () => {
    const half = (database: Database) =>
      makeSchema(database, 1, () => database.exec('CREATE TABLE note (text TEXT) STRICT; CREATE nonsense'));
    expect(() => open(half)).toThrow(/syntax error/);
    open(make);
  });

  it('refuses a file of another version', () => {
    open((database) => make(database, 2));
    expect(() => open(make)).toThrow(`${file} has schema 2, made by a newer Gridcase`);
  });
});

describe('locking a file', () => {
  it('is refused at once while it is held, and not afterwards', () => {
    const lock = lockFile(file);
    expect(codeOf(() => lockFile(file))).toBe('SQLITE_BUSY');
    lock.release();
    lockFile(file).release();
  });
});

describe('copying a file', () => {
  it('has what is in the tables, and overwrites nothing', () => {
    open((database) => database.exec('CREATE TABLE note (text TEXT); INSERT INTO note VALUES (1)'));
    const copy = join(folder, 'copy.db');
    copyDatabase(file, copy);
    const copied = openDatabase(copy, { readonly: true }, (database) => opened.push(database));
    expect(copied.prepare('SELECT text FROM note').all()).toEqual([{ text: '1' }]);
    expect(() => copyDatabase(file, copy)).toThrow(/exists/);
  });
});

describe('telling errors apart', () => {
  it('knows those of SQLite by their code', () => {
    expect(codeOf(() => openDatabase(join(folder, 'none.db'), { fileMustExist: true }, () => {}))).toBe(
      'SQLITE_CANTOPEN',
    );
  });

  it.each([
    undefined,
    null,
    'text',
    new Error('other'),
    Object.assign(new Error('other'), { code: 'ENOENT' }),
  ])('has no code for %p', (error) => expect(sqliteCodeOf(error)).toBe(''));
});

function open(prepare: (database: Database) => unknown = () => {}): Database {
  const database = openDurable(file, prepare);
  opened.push(database);
  return database;
}

function codeOf(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    return sqliteCodeOf(error);
  }
  throw new Error('it was accepted');
}
