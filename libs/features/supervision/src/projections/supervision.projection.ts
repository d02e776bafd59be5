import type { Kysely } from 'kysely';
import type { Projection } from '#read-store';
import { createBoard } from './board/board.table.js';
import { createCaseStanding, indexCaseStanding } from './case-standing/case-standing.table.js';
import { createChannels } from './channels/channels.table.js';
import { createNotices, indexNotices } from './notices/notices.table.js';
import { SupervisionBatch } from './supervision-batch.js';
import type { SupervisionTables } from './tables.js';

/** Events → how each case is supervised, and from what changed in it the board, the notices and the silent cases. */
export function supervisionProjection(): Projection<SupervisionTables> {
  return {
    name: 'supervision',
    version: 1,
    filter: { streamPrefixes: ['case-', 'channel-'] },
    migrations: { '0001-supervision': { up: createTables } },
    indexes: createIndexes,
    async apply(events, db) {
      const batch = new SupervisionBatch(db);
      await batch.fold(events);
      await batch.write();
    },
  };
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createCaseStanding(db);
  await createBoard(db);
  await createNotices(db);
  await createChannels(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await indexCaseStanding(db);
  await indexNotices(db);
}
