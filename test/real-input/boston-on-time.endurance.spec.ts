import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { importing, realFile, type Verdict } from '../support/imported.js';

/** A row as the city wrote it. */
type CityRow = Readonly<Record<string, string>>;

describe('judging whether Boston was on time', () => {
  it('comes to the verdict of the city on every closed row with a target, or says why not', async () => {
    const folder = realFile('boston-311-2015');
    if (folder === undefined) return;
    const rows = readdirSync(folder).flatMap((name) => rowsIn(join(folder, name)));
    const { progress, cases } = await importing('boston-311', folder);
    const judged = rows
      .filter(({ CASE_STATUS, TARGET_DT }) => CASE_STATUS === 'Closed' && TARGET_DT !== '')
      .map((row) => comparison(row, cases.get(row['CASE_ENQUIRY_ID'] ?? '')));
    const counts = counted(judged);
    process.stderr.write(
      `Boston: ${rows.length} rows, ${progress.refused} refused, ${judged.length} judged: ${JSON.stringify(counts)}\n`,
    );

    expect(progress.refused).toBe(0);
    expect(Object.keys(counts).filter((word) => !KNOWN.includes(word))).toEqual([]);
    expect(counts['agreed: in time']).toBeGreaterThan(0);
    expect(counts['agreed: late']).toBeGreaterThan(0);
  });
});

const DISAGREEMENTS = {
  silent: 'the city gives no verdict',
  second: 'closed on the target to the second',
  night: 'the night of a clock change: the city compares wall clocks, the engine instants',
  early: 'the target lies before the opening',
} as const;
const KNOWN: readonly string[] = ['agreed: in time', 'agreed: late', ...Object.values(DISAGREEMENTS)];

function comparison(row: CityRow, verdict: Verdict = {}): string {
  const { due, handledAt } = verdict;
  if (due === undefined || handledAt === undefined) return 'the engine gives no verdict';
  const engine = handledAt <= due ? 'ONTIME' : 'OVERDUE';
  if (engine === row['OnTime_Status']) return engine === 'ONTIME' ? 'agreed: in time' : 'agreed: late';
  const [opened, target, closed] = ['OPEN_DT', 'TARGET_DT', 'CLOSED_DT'].map((name) => wallClock(row[name]));
  if (row['OnTime_Status'] === '') return DISAGREEMENTS.silent;
  if (target === closed) return DISAGREEMENTS.second;
  if ((target ?? 0) < (opened ?? 0)) return DISAGREEMENTS.early;
  const byWallClock = (closed ?? 0) <= (target ?? 0) ? 'ONTIME' : 'OVERDUE';
  if (byWallClock === row['OnTime_Status']) return DISAGREEMENTS.night;
  return `unexplained: ${row['CASE_ENQUIRY_ID']}`;
}

/** `03/24/2015 12:02:24 PM` as a number that compares, without a zone. */
function wallClock(text = ''): number | undefined {
  const [, month, day, year, hour, minute, second, half] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) ([AP])M$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second));
}

function rowsIn(file: string): CityRow[] {
  return parse(readFileSync(file), { columns: true, bom: true }) as CityRow[];
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
