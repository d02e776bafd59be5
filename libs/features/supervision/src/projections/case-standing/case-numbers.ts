import type { Kysely } from 'kysely';
import { numberCases, type CaseNumber } from '#cases/messages';
import type { StoredEvent, StreamName } from '#event-store';
import { upsertRows } from '#read-store';
import type { SupervisionTables } from '../tables.js';

/** The numbers that cases bear everywhere, by the stream of the case. */
export async function numbersFor(
  reports: readonly StoredEvent[],
  db: Kysely<SupervisionTables>,
): Promise<ReadonlyMap<StreamName, CaseNumber>> {
  if (reports.length === 0) return new Map();
  const before = await db.selectFrom('supervision_number').selectAll().execute();
  const { numbers, counts } = numberCases(reports, before);
  await upsertRows(db, 'supervision_number', 'year', counts);
  return numbers;
}
