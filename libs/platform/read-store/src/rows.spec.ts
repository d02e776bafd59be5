import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deleteRows, findRows, upsertRows } from './rows.js';
import { tallyProjection, type TallyTables } from './specs/tally.projection.js';
import { ViewsFile } from './views-file.js';

const emptyTable = async () => (await ViewsFile.inMemory([tallyProjection()])).db<TallyTables>();
const row = (stream: number, events: number) => ({ stream: `s${stream}`, events, sum: 0, last: '' });

describe('writing many rows', () => {
  it('keeps one row per key, the last one written', async () => {
    const writes = fc.array(fc.tuple(fc.nat(200), fc.nat(9)), { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(writes, async (pairs) => {
        const db = await emptyTable();
        await upsertRows(
          db,
          'tally',
          'stream',
          pairs.map(([stream, events]) => row(stream, events)),
        );
        const stored = await db.selectFrom('tally').select(['stream', 'events']).execute();
        const wanted = new Map(pairs.map(([stream, events]) => [`s${stream}`, events]));
        expect(new Map(stored.map(({ stream, events }) => [stream, events]))).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  });

  it('removes exactly the rows named', async () => {
    const db = await emptyTable();
    await upsertRows(
      db,
      'tally',
      ['stream'],
      [...Array(150).keys()].map((stream) => row(stream, stream % 2)),
    );
    await deleteRows(
      db,
      'tally',
      [...Array(149).keys()].map((stream) => ({ stream: `s${stream}`, events: 1 })),
    );
    const { left } = await db
      .selectFrom('tally')
      .select((e) => e.fn.countAll<number>().as('left'))
      .executeTakeFirstOrThrow();
    expect(left).toBe(76);
  });

  it('finds exactly the rows named', async () => {
    const db = await emptyTable();
    await upsertRows(
      db,
      'tally',
      'stream',
      [...Array(100).keys()].map((stream) => row(stream, stream % 2)),
    );
    const named = [...Array(90).keys()].map((stream) => ({ stream: `s${stream}`, events: 1 }));
    expect(await findRows(db, 'tally', named)).toHaveLength(45);
  });

  it('does nothing for no rows', async () => {
    const db = await emptyTable();
    await upsertRows(db, 'tally', 'stream', []);
    await deleteRows(db, 'tally', []);
    expect(await findRows(db, 'tally', [])).toEqual([]);
    expect(await db.selectFrom('tally').selectAll().execute()).toEqual([]);
  });
});
