import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { command, newStream, until } from './contract/samples.contract.js';
import { SqliteTestLog } from './contract/sqlite.fixture.contract.js';
import { Damaged } from './event-store.errors.js';
import type { StoredEvent } from './event-store.js';
import { verifyLog } from './verify-log.js';

let log: SqliteTestLog;
let one: readonly StoredEvent[];
let other: readonly StoredEvent[];

/** Positions 1 to 3 and 5 are one stream, 4 and 6 another, all of one moment. */
beforeEach(async () => {
  log = new SqliteTestLog();
  const [stream, neighbour] = [newStream(), newStream()];
  const { events: first } = await log.store.append(stream, 'no-stream', command(3));
  const { events: second } = await log.store.append(neighbour, 'no-stream', command(1));
  one = [...first, ...(await log.store.append(stream, 2n, command(1))).events];
  other = [...second, ...(await log.store.append(neighbour, 0n, command(1))).events];
});

afterEach(() => log.close());

describe('auditing a log in SQLite', () => {
  it('names the last event of a stream when it was cut off', async () => {
    const { stream, revision, position } = at(one, 3);
    expect(await findings('DELETE FROM events WHERE position = 5')).toEqual([
      expect.objectContaining({ kind: 'cut-off', stream, revision, position }),
    ]);
  });

  it('names the last position of the log when its end was cut off together with the books', async () => {
    const { hash, position } = at(other, 0);
    const books = `UPDATE streams SET revision = 0, position = 4, hash = unhex('${hash}') WHERE position = 6`;
    expect(await findings(`DELETE FROM events WHERE position = 6; ${books}`)).toEqual([
      expect.objectContaining({ kind: 'log-cut-off', position: at(other, 1).position }),
    ]);
    await log.store.append(at(other, 0).stream, 0n, command(1));
    expect((await verifyLog(log.store)).findings).toEqual([expect.objectContaining({ kind: 'gap' })]);
    expect(position < (await log.store.head())).toBe(true);
  });

  it('names the gap that a whole stream leaves', async () => {
    const sql = 'DELETE FROM events WHERE position IN (4, 6); DELETE FROM streams WHERE position = 6';
    expect(await findings(sql)).toEqual([
      expect.objectContaining({ kind: 'gap', position: at(other, 0).position }),
      expect.objectContaining({ kind: 'log-cut-off', position: at(other, 1).position }),
    ]);
  });

  it('names two events of one moment that changed places between their streams', async () => {
    const sql =
      'UPDATE events SET position = CASE position WHEN 3 THEN -4 ELSE -3 END WHERE position IN (3, 4)';
    const found = await findings(`${sql}; UPDATE events SET position = -position WHERE position < 0`);
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'misplaced', stream: at(other, 0).stream, revision: 0n }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'misplaced', stream: at(one, 2).stream, revision: 2n }),
    );
  });

  it('names an event that was added past the store', async () => {
    const { stream, revision } = at(other, 1);
    const copy = `INSERT INTO events SELECT 7, stream, 2, zeroblob(16), type, schema_version, occurred_at, recorded_at, meta,
      data, hash, hash, link FROM events WHERE position = 6`;
    expect(await findings(copy)).toEqual([
      expect.objectContaining({ kind: 'changed', stream, revision: revision + 1n }),
    ]);
  });

  it('goes on behind an event that cannot be read, which no reader gets to see', async () => {
    const { stream, revision, position } = at(one, 1);
    const found = await findings(`UPDATE events SET data = '{' WHERE position = 2`);
    expect(found).toEqual([expect.objectContaining({ kind: 'unreadable', stream, revision, position })]);
    await expect(log.store.readStream(stream)).rejects.toBeInstanceOf(Damaged);
    expect((await log.store.readAll()).events).toEqual(one.slice(0, 1));
    const [refused, taken] = await Promise.allSettled([
      log.store.append(stream, 'no-stream', command(2)),
      log.store.append(newStream(), 'no-stream', command(1)),
    ]);
    expect([refused, taken]).toMatchObject([{ reason: { name: 'Damaged' } }, { status: 'fulfilled' }]);
    const stopped: Error[] = [];
    const options = { from: 'start', onStopped: (error: Error) => stopped.push(error) } as const;
    const subscription = log.store.subscribe(options, () => undefined);
    await until(() => stopped.length > 0);
    expect(subscription.health()).toMatchObject({ state: 'stopped', position: at(one, 0).position });
  });

  it('names the events whose stream has lost its name', async () => {
    const found = await findings('DELETE FROM streams WHERE position = 6');
    expect(found.map(({ kind, position }) => [kind, position])).toEqual([
      ['unreadable', at(other, 0).position],
      ['unreadable', at(other, 1).position],
    ]);
  });

  it('finds any value that was changed, in any column of any row', async () => {
    const anyColumn = fc.constantFrom(...COLUMNS);
    await fc.assert(
      fc.asyncProperty(anyColumn, fc.integer({ min: 0, max: 5 }), async ([table, column, value], row) => {
        let undo = '';
        await log.tamper((db) => {
          const id = rowOf(db, table, row);
          undo = `UPDATE ${table} SET ${column} = ${quoted(db, table, column, id)} WHERE rowid = ${id}`;
          db.exec(`UPDATE ${table} SET ${column} = ${value} WHERE rowid = ${id}`);
        });
        expect((await verifyLog(log.store)).found).toBeGreaterThan(0);
        await log.tamper((db) => void db.exec(undo));
        expect((await verifyLog(log.store)).found).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

/** Each with a value that differs from what is there. */
const COLUMNS = [
  ['events', 'stream', 'stream + 10'],
  ['events', 'revision', 'revision + 10'],
  ['events', 'id', 'zeroblob(16)'],
  ['events', 'type', `type || ' '`],
  ['events', 'schema_version', '7'],
  ['events', 'occurred_at', `''`],
  ['events', 'recorded_at', `'1970-01-01T00:00:00.000Z'`],
  ['events', 'meta', `json_set(meta, '$.more', 1)`],
  ['events', 'data', `data || ' '`],
  ['events', 'prev_hash', 'hash'],
  ['events', 'hash', 'link'],
  ['events', 'link', 'hash'],
  ['streams', 'name', `name || '-'`],
  ['streams', 'revision', 'revision - 1'],
  ['streams', 'position', 'position - 1'],
  ['streams', 'hash', 'zeroblob(32)'],
] as const;

async function findings(sql: string) {
  await log.tamper((db) => void db.exec(sql));
  return (await verifyLog(log.store)).findings;
}

function rowOf(db: Database, table: string, row: number): number {
  const sql = `SELECT rowid FROM ${table} ORDER BY rowid LIMIT 1 OFFSET ? % (SELECT count(*) FROM ${table})`;
  return db.prepare<[number], number>(sql).pluck().get(row) ?? 0;
}

function quoted(db: Database, table: string, column: string, id: number): string {
  return (
    db.prepare<[number], string>(`SELECT quote(${column}) FROM ${table} WHERE rowid = ?`).pluck().get(id) ??
    ''
  );
}

function at(events: readonly StoredEvent[], index: number): StoredEvent {
  const event = events[index];
  if (!event) throw new Error(`there is no event ${index}`);
  return event;
}
