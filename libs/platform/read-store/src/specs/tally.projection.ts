import type { Generated, Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import type { Projection } from '../projection.js';
import { deleteRows, findRows, upsertRows } from '../rows.js';

export interface TallyTables {
  /** One row per stream: counts that an event folded twice, or never, would make wrong. */
  tally: { stream: string; events: number; sum: number; last: string };
  /** One row per event. */
  entry: { id: Generated<number>; position: string };
}

/** Counts the events `Counted {amount}` of each stream; `Cleared` takes the stream's row away. */
export function tallyProjection(version = 1): Projection<TallyTables> {
  return {
    name: 'tally',
    version,
    filter: { types: ['Counted', 'Cleared'] },
    migrations: {
      '0001-tables': {
        up: async (db: Kysely<unknown>) => {
          await db.schema
            .createTable('tally')
            .addColumn('stream', 'text', (column) => column.primaryKey())
            .addColumn('events', 'integer', (column) => column.notNull())
            .addColumn('sum', 'integer', (column) => column.notNull())
            .addColumn('last', 'text', (column) => column.notNull())
            .execute();
          await db.schema
            .createTable('entry')
            .addColumn('id', 'integer', (column) => column.primaryKey())
            .addColumn('position', 'text', (column) => column.notNull())
            .execute();
        },
      },
    },
    indexes: async (db: Kysely<unknown>) => {
      await db.schema.createIndex('tally_by_sum').on('tally').columns(['sum', 'stream']).execute();
    },
    apply: foldTallies,
  };
}

/** One more than `tallyProjection`, which cannot fold an event whose amount is negative until it is mended. */
export function brittleProjection(fault: { mended: boolean }): Projection<TallyTables> {
  return {
    ...tallyProjection(),
    apply: async (events, db) => {
      await foldTallies(events, db);
      const bad = events.some(({ data }) => (data as { amount: number }).amount < 0);
      if (bad && !fault.mended) throw new Error('a negative amount');
    },
  };
}

async function foldTallies(events: readonly StoredEvent[], db: Kysely<TallyTables>): Promise<void> {
  const streams = [...new Set(events.map(({ stream }) => stream as string))];
  const before = await findRows(
    db,
    'tally',
    streams.map((stream) => ({ stream })),
  );
  const rows = new Map(before.map((row) => [row.stream, row]));
  for (const { type, stream, position, data } of events) {
    const row = rows.get(stream) ?? { stream, events: 0, sum: 0, last: '' };
    const { amount } = data as { amount: number };
    if (type === 'Cleared') rows.delete(stream);
    else rows.set(stream, { stream, events: row.events + 1, sum: row.sum + amount, last: position });
  }
  const gone = streams.filter((stream) => !rows.has(stream)).map((stream) => ({ stream }));
  await deleteRows(db, 'tally', gone);
  await upsertRows(db, 'tally', 'stream', [...rows.values()]);
  await db
    .insertInto('entry')
    .values(events.map(({ position }) => ({ position })))
    .execute();
}
