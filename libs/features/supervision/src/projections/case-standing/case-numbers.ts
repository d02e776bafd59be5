import type { Kysely } from 'kysely';
import { numberCases, type CaseNumber } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import { upsertRows } from '#read-store';
import type { SupervisionTables } from '../tables.js';

/** The numbers that cases bear everywhere, in the order of their reports. */
export async function numbersFor(
  reports: readonly StoredEvent[],
  db: Kysely<SupervisionTables>,
): Promise<readonly CaseNumber[]> {
  if (reports.length === 0) return [];
  const before = await db.selectFrom('supervision_number').selectAll().execute();
  const recorded = reports.map(({ recordedAt }) => recordedAt);
  const { numbers, counts } = numberCases(recorded, before);
  await upsertRows(db, 'supervision_number', 'year', counts);
  return numbers;
}
