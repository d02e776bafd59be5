import type { Kysely } from 'kysely';
import type { Vault } from '#privacy';
import type { Projection } from '#read-store';
import { createCalendarMoves } from './calendar-moves/calendar-move.table.js';
import { createCaseCard, indexCaseCard } from './case-card/case-card.table.js';
import { CaseBatch } from './case-batch.js';
import { createCaseList } from './case-list/case-list.table.js';
import { createCounters } from './counters/counters.table.js';
import { createDueBoard } from './due-board/due-board.table.js';
import { createInbox } from './inbox/inbox.table.js';
import { createArmedAlarms } from './open-deadlines/armed-alarm.table.js';
import { createRunningCases } from './running-cases/running-case.table.js';
import { createSearch } from './search/search.table.js';
import type { CaseTables } from './tables.js';

/** Events → cards, and from what changed on the cards every other row: lists, inboxes, deadlines, counts, words. */
export function casesProjection(vault: Vault): Projection<CaseTables> {
  return {
    name: 'cases',
    version: 4,
    filter: { streamPrefixes: ['case-', 'privacy-'] },
    migrations: { '0001-cases': { up: createTables } },
    indexes: indexCaseCard,
    erasedBy: ['SubjectKeyDestroyed'],
    async apply(events, db) {
      const batch = new CaseBatch(db, vault);
      await batch.fold(events);
      await batch.write();
    },
  };
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await createCaseCard(db);
  await createCaseList(db);
  await createInbox(db);
  await createArmedAlarms(db);
  await createDueBoard(db);
  await createRunningCases(db);
  await createCalendarMoves(db);
  await createCounters(db);
  await createSearch(db);
}
