import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Database from 'better-sqlite3';
import { FixedClock } from '#kernel';
import { openAccountsFile } from './accounts-file.js';
import { Sessions, type SessionsOptions } from './sessions.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let folder = '';
let file = '';
let clock: FixedClock;
let opened: Database.Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridcase-sessions-'));
  file = join(folder, 'accounts.db');
  clock = new FixedClock(Date.UTC(2026, 10, 22));
});
afterEach(() => {
  for (const database of opened) database.close();
  opened = [];
  rmSync(folder, { recursive: true });
});

describe('resolving a token', () => {
  it('names the person and the session', () => {
    const sessions = open();
    const { token, sessionId, expiresAt } = sessions.open('p-li');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(expiresAt).toBe(clock.now() + 8 * HOUR);
    expect(sessions.resolve(token)).toEqual({ personId: 'p-li', sessionId });
  });

  it.each([[''], ['x'], ['A'.repeat(43)], ['A'.repeat(1_000_000)], ['你'.repeat(43)]])(
    'knows nobody by %.50p',
    (token) => {
      expect(open().resolve(token)).toBeUndefined();
    },
  );

  it('holds after a restart, without the token in any file', () => {
    const { token } = open().open('p-li');
    expect(open().resolve(token)?.personId).toBe('p-li');
    const disk = Buffer.concat([file, `${file}-wal`].map((one) => readFileSync(one)));
    expect(disk.includes(token) || disk.includes(Buffer.from(token, 'base64url'))).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});

describe('a session coming to its end', () => {
  it('ends when it is not used for half an hour', () => {
    const sessions = open();
    const { token } = sessions.open('p-li');
    for (let use = 0; use < 4; use += 1) {
      clock.advance(29 * MINUTE);
      expect(sessions.resolve(token)).toBeDefined();
    }
    clock.advance(30 * MINUTE);
    expect(sessions.resolve(token)).toBeUndefined();
  });

  it('ends after eight hours however much it is used', () => {
    const sessions = open();
    const { token } = sessions.open('p-li');
    for (let minute = 0; minute < 8 * 60; minute += 20) {
      expect(sessions.resolve(token)).toBeDefined();
      clock.advance(20 * MINUTE);
    }
    expect(sessions.resolve(token)).toBeUndefined();
  });

  it('remembers its use over a restart', () => {
    const sessions = open();
    const { token } = sessions.open('p-li');
    clock.advance(20 * MINUTE);
    sessions.resolve(token);
    clock.advance(20 * MINUTE);
    expect(open().resolve(token)).toBeDefined();
  });

  it('lasts as long as it is told to', () => {
    const sessions = open({ longest: HOUR, idle: 10 * MINUTE });
    const { token, expiresAt } = sessions.open('p-li');
    expect(expiresAt).toBe(clock.now() + HOUR);
    clock.advance(10 * MINUTE);
    expect(sessions.resolve(token)).toBeUndefined();
  });
});

describe('ending a session', () => {
  it('ends it at once, and again changes nothing', () => {
    const sessions = open();
    const [one, two] = [sessions.open('p-li'), sessions.open('p-li')];
    expect(sessions.resolve(one.token)).toBeDefined();
    sessions.revoke(one.token);
    sessions.revoke(one.token);
    expect([sessions.resolve(one.token), sessions.resolve(two.token)?.personId]).toEqual([undefined, 'p-li']);
  });

  it('ends all of a person at once, also those not in memory', () => {
    const sessions = open({ remembered: 1 });
    const [one, two, other] = [sessions.open('p-li'), sessions.open('p-li'), sessions.open('p-wu')];
    for (const { token } of [one, two, other]) sessions.resolve(token);
    sessions.revokeAll('p-li');
    const alive = [one, two, other].map(({ token }) => sessions.resolve(token)?.personId);
    expect(alive).toEqual([undefined, undefined, 'p-wu']);
  });

  it('is noticed within a second when another process does it', () => {
    const sessions = open();
    const { token } = sessions.open('p-li');
    expect(sessions.resolve(token)).toBeDefined();
    open().revokeAll('p-li');
    clock.advance(1000);
    expect(sessions.resolve(token)).toBeUndefined();
  });
});

describe('purging sessions', () => {
  it('removes those that have expired and no others', () => {
    const sessions = open();
    sessions.open('p-forgotten');
    clock.advance(HOUR);
    const { token } = sessions.open('p-li');
    expect(sessions.purge()).toBe(1);
    expect(sessions.purge()).toBe(0);
    expect(sessions.resolve(token)).toBeDefined();
    clock.advance(8 * HOUR);
    expect(sessions.purge()).toBe(1);
  });
});

describe('opening the accounts file', () => {
  it('writes through to the disk, also when it is opened again', () => {
    open();
    const again = openFile();
    expect(again.pragma('synchronous', { simple: true })).toBe(2);
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('refuses a file of a later version', () => {
    openFile().pragma('user_version = 99');
    expect(() => openFile()).toThrow(/newer/);
  });
});

function open(options?: SessionsOptions): Sessions {
  return new Sessions(openFile(), clock, options);
}

function openFile(): Database.Database {
  const database = openAccountsFile(file);
  opened.push(database);
  return database;
}
