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
 * Numbers for the next reports, in the log's order within the year of recording (China Standard Time): whoever folds the
 * log gives the same. `recordedAts` ISO 8601.
 */
export function numberCases(
  recordedAts: readonly string[],
  counts: readonly CaseCount[],
): { readonly numbers: readonly CaseNumber[]; readonly counts: readonly CaseCount[] } {
  const last = new Map(counts.map((count) => [count.year, count.last]));
  const next = (year: number) => {
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    return number;
  };
  const numbers = recordedAts.map((recordedAt) => {
    const year = new Date(Date.parse(recordedAt) + CHINA_OFFSET_MS).getUTCFullYear();
    return { seq: next(ALL_YEARS), number: `${year}-${String(next(year)).padStart(6, '0')}` };
  });
  return { numbers, counts: [...last].map(([year, count]) => ({ year, last: count })) };
}
