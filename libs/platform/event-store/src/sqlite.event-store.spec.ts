import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { refusal } from './contract/append.contract.js';
import { everything } from './contract/fixture.contract.js';
import type { LogFixture, TestLog } from './contract/fixture.contract.js';
import { command, Listener, newStream, until } from './contract/samples.contract.js';
import { SqliteTestLog } from './contract/sqlite.fixture.contract.js';
import { eventStoreContract } from './event-store.contract.js';
import { ReadOnly, Unavailable } from './event-store.errors.js';
import type { CannotOpen } from './event-store.errors.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import type { ReaderOptions, WriterOptions } from './sqlite.event-store.js';

const RELEASED = [{ dump: 'log.v1.sql', events: 5 }];

const fixture: LogFixture = {
  open: (options) => new SqliteTestLog(options),
  skills: {
    rewrite: (log, events) => its(log).rewrite(events),
    interrupt: (log) => {
      const db = new Database(its(log).file);
      db.exec('ALTER TABLE events RENAME TO gone');
      return () => {
        db.exec('ALTER TABLE gone RENAME TO events');
        db.close();
      };
    },
    fill: (log) => {
      its(log).set('max_page_count = 1'); // the file never shrinks: what it has now is all it may have
      return () => its(log).set('max_page_count = 4294967294');
    },
    forbid: (log) => {
      its(log).set('query_only = ON');
      return () => its(log).set('query_only = OFF');
    },
    openSecond: (log) => its(log).openWriter(),
    backUp: async (log) => {
      const file = join(its(log).folder, 'copy.db');
      const position = await its(log).store.backupTo(file);
      const copy = SqliteEventStore.open({ file, readOnly: true });
      expect(await copy.head()).toBe(position);
      return copy;
    },
    released: (log) =>
      RELEASED.map(({ dump, events }) => {
        const file = join(its(log).folder, `${dump}.db`);
        const db = new Database(file);
        db.exec(readFileSync(join(import.meta.dirname, 'contract/released', dump), 'utf8'));
        db.close();
        return { store: SqliteEventStore.open({ file, clock: its(log).clock }), events };
      }),
    openFromTheFuture: (log) => its(log).tamper((db) => void db.pragma('user_version = 1000')),
  },
  notHere: { 31: 'sqlite.event-store.endurance.spec.ts shows it' },
};

eventStoreContract('in SQLite', fixture);

describe('opening a log in SQLite', () => {
  it('refuses to write where a commit is not synchronised at once', async () => {
    await withLog(async (log) => {
      await log.store.close();
      expect(() => log.openWriter('synchronous = NORMAL')).toThrow(/log.db cannot be written durably here/);
      expect(await everything(await log.reopen())).toEqual([]);
    });
  });

  it('names the file and the reason in one line, in both languages', async () => {
    await withLog(async (log) => {
      const missing = join(log.folder, 'missing.db');
      const foreign = join(log.folder, 'foreign.db');
      const text = join(log.folder, 'text.db');
      new Database(foreign).exec('CREATE TABLE cases (id)').close();
      writeFileSync(text, 'not a database, but long enough to be taken for one at first sight'.repeat(20));
      const elsewhere = join(log.folder, 'no-folder', 'log.db');
      expect(refusalOf({ file: log.file, clock: log.clock })).toEqual(['in-use', log.file]);
      expect(refusalOf({ file: missing, readOnly: true })).toEqual(['missing', missing]);
      expect(refusalOf({ file: foreign, clock: log.clock })).toEqual(['not-a-log', foreign]);
      expect(refusalOf({ file: text, readOnly: true })).toEqual(['not-a-log', text]);
      expect(refusalOf({ file: elsewhere, clock: log.clock })).toEqual(['unreachable', elsewhere]);
    });
  });

  it('leaves a file alone that is not a log', async () => {
    await withLog(async (log) => {
      const file = join(log.folder, 'foreign.db');
      new Database(file).exec('CREATE TABLE cases (id)').close();
      const before = readFileSync(file);
      refusalOf({ file, clock: log.clock });
      expect(readFileSync(file).equals(before)).toBe(true);
    });
  });
});

describe('reading a log in SQLite through a filter', () => {
  it('looks at so many events and no more before it lets other work through', async () => {
    await withLog(async (log) => {
      await log.store.append(newStream(), 'no-stream', command(6000));
      const page = await log.store.readAll({ filter: { types: ['CaseClosed'] } });
      expect(page).toMatchObject({ events: [], atHead: false });
      expect(Number(page.position)).toBe(1000);
    });
  });
});

describe('writing to a log in SQLite', () => {
  it('lets other work through between two drains of a long queue', async () => {
    await withLog(async (log) => {
      let answered = 0;
      const asked = Array.from({ length: 3000 }, () =>
        log.store.append(newStream(), 'no-stream', command(1)).then(() => answered++),
      );
      await until(() => answered > 0);
      expect(answered).toBeLessThanOrEqual(1000);
      await Promise.all(asked);
    });
  });
});

describe('reading beside the writer', () => {
  it('notices what the writer adds, by itself and when it is told', async () => {
    await withLog(async (log) => {
      const reader = log.openReader();
      const listener = new Listener();
      const subscription = reader.subscribe({ from: 'start' }, listener.handler);
      const first = await log.store.append(newStream(), 'no-stream', command(2));
      await until(() => subscription.health().position === first.position);
      const second = await log.store.append(newStream(), 'no-stream', command(2));
      reader.poke();
      await until(() => subscription.health().position === second.position);
      expect(listener.events).toEqual([...first.events, ...second.events]);
      await reader.close();
    });
  });

  it('writes nothing', async () => {
    await withLog(async (log) => {
      const reader = log.openReader();
      expect(await refusal(reader.append(newStream(), 'no-stream', command(1)))).toBeInstanceOf(ReadOnly);
      await reader.close();
    });
  });

  it('reads a log that nobody writes to, also after its writer was cut short', async () => {
    await withLog(async (log) => {
      const { events } = await log.store.append(newStream(), 'no-stream', command(2));
      const copy = join(log.folder, 'as-after-a-crash.db');
      for (const part of ['', '-wal']) copyFileSync(`${log.file}${part}`, `${copy}${part}`);
      const reader = SqliteEventStore.open({ file: copy, readOnly: true });
      expect(await everything(reader)).toEqual(events);
      await reader.close();
    });
  });
});

describe('closing a log in SQLite', () => {
  it('writes what was asked for before, and refuses what comes after', async () => {
    await withLog(async (log) => {
      const asked = Promise.all(
        Array.from({ length: 30 }, () => log.store.append(newStream(), 'no-stream', command(1))),
      );
      await log.store.close();
      expect(await asked).toHaveLength(30);
      expect(await refusal(log.store.append(newStream(), 'no-stream', command(1)))).toBeInstanceOf(
        Unavailable,
      );
      await expect(log.store.readAll()).rejects.toBeInstanceOf(Unavailable);
      expect(await everything(await log.reopen())).toHaveLength(30);
    });
  });
});

describe('backing a log up', () => {
  it('overwrites nothing and leaves nothing half done', async () => {
    await withLog(async (log) => {
      const file = join(log.folder, 'copy.db');
      const { position } = await log.store.append(newStream(), 'no-stream', command(1));
      expect(await log.store.backupTo(file)).toBe(position);
      await expect(log.store.backupTo(file)).rejects.toBeInstanceOf(Unavailable);
      await expect(log.store.backupTo(join(log.folder, 'no-folder', 'copy.db'))).rejects.toThrow();
      expect(readdirSync(log.folder).filter((name) => name.includes('copy'))).toEqual(['copy.db']);
    });
  });
});

async function withLog(deed: (log: SqliteTestLog) => Promise<void>): Promise<void> {
  const log = new SqliteTestLog();
  try {
    await deed(log);
  } finally {
    await log.close();
  }
}

function refusalOf(options: ReaderOptions | WriterOptions): [reason: string, file: string] | undefined {
  try {
    SqliteEventStore.open(options);
  } catch (error) {
    const { reason, file, sentence } = error as CannotOpen;
    for (const text of [sentence.en, sentence.zh]) expect(text).toContain(file);
    expect(`${sentence.en}${sentence.zh}`).not.toMatch(/[\n{}]/);
    return [reason, file];
  }
  return undefined;
}

function its(log: TestLog): SqliteTestLog {
  return log as SqliteTestLog;
}
