import type { StoredEvent, StreamName } from '#event-store';

/** How a case is called: its place in the log, and its number for people. */
export interface CaseNumber {
  readonly seq: number;
  readonly number: string;
}

/** A counter as a projection keeps it: cases so far of one year, or of all (`year` 0). */
export interface CaseCount {
  readonly year: number;
  readonly last: number;
}

const ALL_YEARS = 0;
const CHINA_OFFSET_MS = 8 * 3_600_000;

/**
 * Numbers for the next reports, by their streams, in the log's order within the year of recording (China Standard Time):
 * whoever folds the log gives the same.
 */
export function numberCases(
  reports: readonly Pick<StoredEvent, 'stream' | 'recordedAt'>[],
  counts: readonly CaseCount[],
): { readonly numbers: ReadonlyMap<StreamName, CaseNumber>; readonly counts: readonly CaseCount[] } {
  const last = new Map(counts.map((count) => [count.year, count.last]));
  const next = (year: number) => {
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    return number;
  };
  const numbers = new Map<StreamName, CaseNumber>();
  for (const { stream, recordedAt } of reports) {
    const year = new Date(Date.parse(recordedAt) + CHINA_OFFSET_MS).getUTCFullYear();
    const number = `${year}-${String(next(year)).padStart(6, '0')}`;
    numbers.set(stream, { seq: next(ALL_YEARS), number });
  }
  return { numbers, counts: [...last].map(([year, count]) => ({ year, last: count })) };
}
