import { createSecretKey, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { describeKeyStore } from './key-store.contract.js';
import { BoxBroken, KeyStoreUnavailable, SubjectErased } from './key-store.errors.js';
import { openKeyFile } from './sqlite.key-file.js';
import { SqliteKeyStore } from './sqlite.key-store.js';

const folder = mkdtempSync(join(tmpdir(), 'gridcase-keys-'));
const masterKey = createSecretKey(randomBytes(32));
let file = '';
let opened: { close(): unknown }[] = [];
let files = 0;

beforeEach(() => {
  file = join(folder, `keys-${(files += 1)}.db`);
});
afterEach(async () => {
  for (const one of opened.toReversed()) await one.close();
  opened = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

describeKeyStore(
  'SQLite',
  () => new SqliteKeyStore({ file: join(folder, `contract-${(files += 1)}.db`), masterKey }),
);

describe('destroying a key in a file', () => {
  it('leaves none of its bytes in the file or beside it, however full the file is', async () => {
    const store = open();
    const subjects = Array.from(
      { length: 3000 },
      (_, index) => `case:${randomBytes(8).toString('hex')}-${index}`,
    );
    for (let from = 0; from < subjects.length; from += 20)
      await store.keysFor(subjects.slice(from, from + 20));
    const doomed = subjects.filter((_, index) => index % 50 === 0);
    const wrapped = wrappedKeysOf(doomed);
    expect(wrapped.every((bytes) => traceOf(bytes))).toBe(true);
    for (const subject of doomed) await store.destroy(subject);
    expect(wrapped.filter((bytes) => traceOf(bytes))).toEqual([]);
    expect(statSync(`${file}-wal`).size).toBe(0);
    expect(wrappedKeysOf(subjects).filter((bytes) => bytes[0] === 1)).toHaveLength(2940);
  });

  it('clears the log of a process that died before it could', async () => {
    const store = open();
    await store.keysFor(['case:a']);
    const [wrapped = Buffer.alloc(0)] = wrappedKeysOf(['case:a']);
    const other = keep(openKeyFile(file, masterKey, false));
    other.prepare('UPDATE data_key SET wrapped = zeroblob(length(wrapped))').run();
    expect(traceOf(wrapped)).toBe(true);
    open();
    expect(traceOf(wrapped)).toBe(false);
  });

  it('waits for a reader that still sees the old pages', async () => {
    const store = open();
    await store.keysFor(['case:a']);
    const [wrapped = Buffer.alloc(0)] = wrappedKeysOf(['case:a']);
    const reader = keep(new Database(file, { readonly: true }));
    reader.exec('BEGIN; SELECT count(*) FROM data_key;');
    const destroyed = store.destroy('case:a');
    setTimeout(() => reader.exec('COMMIT'), 120);
    await destroyed;
    expect(traceOf(wrapped)).toBe(false);
  });

  it('lasts over a restart', async () => {
    const before = open();
    await before.keysFor(['case:a']);
    await before.destroy('case:a');
    const after = open();
    expect(await after.find(['case:a'])).toEqual(['destroyed']);
    await expect(after.keysFor(['case:a'])).rejects.toThrow(SubjectErased);
  });
});

describe('making keys in a file', () => {
  it('answers after they are durable and not before', async () => {
    const store = open();
    const asked = store.keysFor(['case:a', 'case:b']);
    expect(wrappedKeysOf(['case:a', 'case:b'])).toEqual([]);
    await asked;
    expect(wrappedKeysOf(['case:a', 'case:b'])).toHaveLength(2);
  });

  it('writes those of many callers together', async () => {
    const store = open();
    await store.keysFor(['case:first']);
    const before = statSync(`${file}-wal`).size;
    await Promise.all(Array.from({ length: 100 }, (_, index) => store.keysFor([`case:${index}`])));
    const pages = (statSync(`${file}-wal`).size - before) / 4096;
    expect(pages).toBeLessThan(20);
  });

  it('wraps them: the bytes of a key are not in the file', async () => {
    const [key] = await open().keysFor(['case:a']);
    expect(traceOf(key?.export() ?? Buffer.alloc(0))).toBe(false);
  });

  it('finishes what was asked for before it closes, and answers nothing afterwards', async () => {
    const store = open();
    const asked = store.keysFor(['case:a']);
    await store.close();
    const [key] = await asked;
    const [found] = await open().find(['case:a']);
    expect(found).toEqual(key);
    await expect(store.keysFor(['case:b'])).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.find(['case:b'])).rejects.toThrow(KeyStoreUnavailable);
  });

  it('remembers no key that could not be written', async () => {
    const store = open();
    const blocker = keep(new Database(file));
    blocker.exec("CREATE TRIGGER full BEFORE INSERT ON data_key BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    await expect(store.keysFor(['case:a', 'case:b'])).rejects.toThrow(KeyStoreUnavailable);
    expect(await store.find(['case:a'])).toEqual([undefined]);
    blocker.exec('DROP TRIGGER full');
    expect(await store.keysFor(['case:a'])).toHaveLength(1);
  });
});

describe('reading a file that was changed', () => {
  it('names the subject whose stored key was changed', async () => {
    const store = open();
    await store.keysFor(['case:a', 'case:b']);
    const other = keep(new Database(file));
    other.exec("UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE subject = 'case:b')");
    const fresh = open();
    await expect(fresh.find(['case:b'])).resolves.toHaveLength(1);
    await expect(fresh.find(['case:a'])).rejects.toEqual(new BoxBroken('case:a', 'data key'));
  });
});

describe('reading keys in another thread', () => {
  it('sees new keys and notices destroyed ones by itself', async () => {
    const owner = open();
    const [a] = await owner.keysFor(['case:a', 'case:b']);
    const reader = keep(new SqliteKeyStore({ file, masterKey, readOnly: true }));
    expect(await reader.find(['case:a'])).toEqual([a]);
    const [c] = await owner.keysFor(['case:c']);
    await owner.destroy('case:a');
    expect(await reader.find(['case:a', 'case:c'])).toEqual(['destroyed', c]);
  });

  it('makes and destroys none', async () => {
    const owner = open();
    await owner.keysFor(['case:a']);
    const reader = keep(new SqliteKeyStore({ file, masterKey, readOnly: true }));
    await expect(reader.keysFor(['case:b'])).rejects.toThrow(KeyStoreUnavailable);
    await expect(reader.destroy('case:a')).rejects.toThrow(KeyStoreUnavailable);
    expect(await owner.find(['case:a', 'case:b'])).toEqual([expect.anything(), undefined]);
  });
});

function open(): SqliteKeyStore {
  return keep(new SqliteKeyStore({ file, masterKey }));
}

function keep<One extends { close(): unknown }>(one: One): One {
  opened.push(one);
  return one;
}

function wrappedKeysOf(subjects: readonly string[]): Buffer[] {
  const database = new Database(file, { readonly: true });
  const select = database.prepare<[string], Buffer>('SELECT wrapped FROM data_key WHERE subject = ?').pluck();
  const wrapped = subjects.flatMap((subject) => select.get(subject) ?? []);
  database.close();
  return wrapped;
}

/** Whether any 20 bytes in a row of the key are in the file or in its write-ahead log. */
function traceOf(bytes: Buffer): boolean {
  const disk = Buffer.concat(
    [file, `${file}-wal`].filter((one) => existsSync(one)).map((one) => readFileSync(one)),
  );
  return [0, 20, 40].some((at) => bytes.length >= at + 20 && disk.includes(bytes.subarray(at, at + 20)));
}
