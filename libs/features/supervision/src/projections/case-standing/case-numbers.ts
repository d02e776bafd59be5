import type { Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { upsertRows } from '#read-store';
import type { SupervisionTables } from '../tables.js';

/** The row that counts over all years. */
const WHOLE_LOG = 0;
const CHINA_OFFSET_MS = 8 * 3_600_000;

export interface CaseNumber {
  readonly seq: number;
  readonly number: string;
}

/** The numbers cases bear everywhere: by the log's order within the year of recording, China Standard Time. */
export async function numbersFor(
  reports: readonly StoredEvent[],
  db: Kysely<SupervisionTables>,
): Promise<readonly CaseNumber[]> {
  if (reports.length === 0) return [];
  const rows = await db.selectFrom('supervision_number').selectAll().execute();
  const last = new Map(rows.map((row) => [row.year, row.last]));
  const next = (year: number) => {
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    return number;
  };
  const numbers = reports.map(({ recordedAt }) => {
    const year = new Date(Date.parse(recordedAt) + CHINA_OFFSET_MS).getUTCFullYear();
    return { seq: next(WHOLE_LOG), number: `${year}-${String(next(year)).padStart(6, '0')}` };
  });
  const counts = [...last].map(([year, count]) => ({ year, last: count }));
  await upsertRows(db, 'supervision_number', 'year', counts);
  return numbers;
}
