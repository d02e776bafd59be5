import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { masterKeyFrom } from './master-key.js';

let data = '';
let file = '';
let keysFile = '';
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'gridcase-master-'));
  file = join(data, 'master.key');
  keysFile = join(data, 'keys.db');
});
afterEach(() => rmSync(data, { recursive: true }));

describe('starting for the first time', () => {
  it('makes a key only its owner can read, and asks for a backup', () => {
    const made = masterKeyFrom({ file, keysFile });
    expect(made).toMatchObject({ origin: 'file', created: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(made.warnings).toHaveLength(1);
    expect(made.warnings[0]?.en).toContain(file);
    expect(made.warnings[0]?.zh).toContain(file);
  });

  it('uses the same key from then on, without a word', () => {
    const made = masterKeyFrom({ file, keysFile });
    const again = masterKeyFrom({ file, keysFile });
    expect(again).toEqual({ key: made.key, origin: 'file', created: false, warnings: [] });
    expect(again.key.equals(made.key)).toBe(true);
  });

  it('writes no file when the environment has the key', () => {
    const fromEnvironment = randomBytes(32).toString('base64');
    const found = masterKeyFrom({ fromEnvironment, file, keysFile });
    expect(found).toMatchObject({ origin: 'environment', created: false, warnings: [] });
    expect(found.key.export().toString('base64')).toBe(fromEnvironment);
    expect(() => statSync(file)).toThrow(/ENOENT/);
  });
});

describe('starting with a key that cannot be right', () => {
  it('makes no new key when there are keys wrapped by a lost one', () => {
    writeFileSync(keysFile, '');
    expect(refusal({ file, keysFile })).toMatchObject({ reason: 'missing', place: keysFile });
    expect(() => statSync(file)).toThrow(/ENOENT/);
  });

  it.each([
    ['an empty text', ''],
    ['too short a key', randomBytes(31).toString('base64')],
    ['too long a key', randomBytes(33).toString('base64')],
    ['hex', randomBytes(32).toString('hex')],
    ['what is not base64', '*'.repeat(44)],
  ])('refuses %s in the environment and in the file, and does not repeat it', (_, text) => {
    const named = refusal({ fromEnvironment: text, file, keysFile });
    expect(named).toMatchObject({ reason: 'malformed', place: 'GRIDCASE_MASTER_KEY' });
    writeFileSync(file, text, { mode: 0o600 });
    const read = refusal({ file, keysFile });
    expect(read).toMatchObject({ reason: 'malformed', place: file });
    if (text !== '') expect(inspect([named, read])).not.toContain(text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('warns when others can read the file', () => {
    masterKeyFrom({ file, keysFile });
    chmodSync(file, 0o644);
    const { warnings } = masterKeyFrom({ file, keysFile });
    expect(warnings.map(({ en, zh }) => [en.includes('chmod 600'), zh.includes('chmod 600')])).toEqual([
      [true, true],
    ]);
  });

  it('never prints a key', () => {
    const made = masterKeyFrom({ file, keysFile });
    const printed = inspect(made) + JSON.stringify(made);
    expect(printed).not.toContain(made.key.export().toString('base64'));
    expect(printed).not.toContain(made.key.export().toString('hex'));
  });
});

function refusal(sources: Parameters<typeof masterKeyFrom>[0]): unknown {
  try {
    return masterKeyFrom(sources);
  } catch (error) {
    return error;
  }
}
