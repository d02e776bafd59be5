import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Database from 'better-sqlite3';
import { MasterKeyRefused } from './master-key.errors.js';
import { openKeyFile } from './sqlite.key-file.js';

const masterKey = createSecretKey(randomBytes(32));
let folder = '';
let file = '';
let opened: Database.Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-keys-'));
  file = join(folder, 'keys.db');
});
afterEach(() => {
  for (const database of opened) database.close();
  opened = [];
  rmSync(folder, { recursive: true });
});

describe('opening the key file', () => {
  it('writes through to the disk, also when it is opened again', () => {
    open();
    const again = open();
    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    expect(again.pragma('secure_delete', { simple: true })).toBe(1);
  });

  it('keeps the file to its owner', () => {
    open();
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('refuses another master key in one line', () => {
    open();
    const other = createSecretKey(randomBytes(32));
    const refused = refusalOf(() => open(other));
    expect(refused).toMatchObject({ reason: 'wrong', place: file });
    expect(refused.message).not.toContain('\n');
    expect(refused.sentence.zh).toMatch(/主密钥/);
  });

  it('refuses a file of a later version', () => {
    const database = open();
    database.pragma('user_version = 99');
    expect(() => open()).toThrow(/newer/);
  });
});

function open(key = masterKey): Database.Database {
  const database = openKeyFile(file, key, false);
  opened.push(database);
  return database;
}

function refusalOf(deed: () => unknown): MasterKeyRefused {
  try {
    deed();
  } catch (error) {
    if (error instanceof MasterKeyRefused) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
