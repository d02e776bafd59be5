import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { ViewsFile } from '#read-store';
import { METRIC_IDS, type Question } from '../domain/report.js';
import { PARTS } from '../domain/formula.js';
import { asStore, reportOn, talliesOf, viewsOf } from '../specs/counted.js';
import { lives, questions } from '../specs/random-lives.js';
import { calendars } from '../specs/small-grid.js';
import { july, logOf, said } from '../specs/story.js';
import { MetricsQueries, type CountedCase, type CountedPage } from './metrics.queries.js';

async function rowsIn(views: ViewsFile): Promise<unknown> {
  const tables = ['metric_account', 'metric_scope', 'metric_number'];
  const found = tables.map(async (table) => {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(views.db());
    return rows.map((row) => JSON.stringify(row)).sort();
  });
  return Promise.all(found);
}

async function allPages(
  queries: MetricsQueries,
  question: Question,
  page: CountedPage,
): Promise<readonly CountedCase[]> {
  const found: CountedCase[] = [];
  for (let asked = page; ;) {
    const cases = await queries.cases(question, asked);
    found.push(...cases);
    const last = cases.at(-1);
    if (!last || cases.length < page.limit) return found;
    asked = { ...page, after: last };
  }
}

describe('folding the log into accounts', () => {
  it('gives the same rows however the log is cut', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.array(fc.nat(80), { maxLength: 6 }), async (witnessed, places) => {
        const log = witnessed.map(({ stored }) => stored);
        const ends = [...new Set(places)].sort((one, other) => one - other);
        const batches = [...ends, log.length].map((end, index) => log.slice(ends[index - 1] ?? 0, end));
        const [live, rebuilt] = [await viewsOf(batches), await viewsOf([log])];
        expect(await rowsIn(live)).toEqual(await rowsIn(rebuilt));
        for (const views of [live, rebuilt]) await views.close();
      }),
      { numRuns: 60 },
    );
  });

  it('numbers cases by the log’s order in their year', async () => {
    const views = await viewsOf([
      logOf(
        [1, said.reported('mill'), { caseId: 'a' }],
        [2, said.reported('mill'), { caseId: 'b' }],
        // The first hour of 2027 in China is the seventeenth of the last day of 2026 in the log.
        [184 * 24 - 8, said.reported('mill'), { caseId: 'c' }],
      ),
    ]);
    const question = { unit: 'mill', from: july(0), to: july(9_000), asOf: july(9_000), minimum: 1 };
    const page = { metric: 'reported', part: 'numerator', limit: 9 } as const;
    const cases = await new MetricsQueries(asStore(views)).cases(question, page);
    expect(cases.map(({ caseId, number }) => [caseId, number])).toEqual([
      ['a', '2026-000001'],
      ['b', '2026-000002'],
      ['c', '2027-000001'],
    ]);
    await views.close();
  });
});

describe('asking for figures', () => {
  it('gives what counting every account gives, also as of a moment before an import', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.array(questions, { minLength: 8, maxLength: 8 }), async (witnessed, all) => {
        const log = witnessed.map(({ stored }) => stored);
        const views = await viewsOf([log]);
        const queries = new MetricsQueries(asStore(views));
        for (const asked of all) {
          const question = { ...asked, asOf: Math.max(asked.asOf, asked.from) };
          expect(await queries.report(question, calendars)).toEqual(reportOn(log, question));
        }
        await views.close();
      }),
      { numRuns: 80 },
    );
  });

  it('finds as open what an import said to be closed only later', async () => {
    const role = 'import';
    const views = await viewsOf([
      logOf(
        [10, said.reported('mill'), { role, recorded: 200 }],
        [20, said.closed(), { role, recorded: 900 }],
      ),
    ]);
    const queries = new MetricsQueries(asStore(views));
    const open = async (asOf: number) => {
      const question = { unit: 'mill', from: july(300), to: july(400), asOf: july(asOf), minimum: 1 };
      return talliesOf(await queries.report(question, calendars))['open'];
    };
    expect(await open(500)).toEqual([1, 0]);
    expect(await open(900)).toEqual([0, 0]);
    await views.close();
  });

  it('lists the cases behind each number, page by page, and they add up to it', async () => {
    const metrics = fc.constantFrom(...METRIC_IDS);
    await fc.assert(
      fc.asyncProperty(
        lives,
        questions,
        metrics,
        fc.constantFrom(...PARTS),
        async (witnessed, question, metric, part) => {
          const log = witnessed.map(({ stored }) => stored);
          const views = await viewsOf([log]);
          const cases = await allPages(new MetricsQueries(asStore(views)), question, {
            metric,
            part,
            limit: 2,
          });
          const [numerator, denominator] = talliesOf(reportOn(log, question))[metric] ?? [];
          const sum = cases.reduce((total, { times }) => total + times, 0);
          expect(sum).toBe(part === 'numerator' ? numerator : denominator);
          expect(new Set(cases.map(({ seq, episode }) => `${seq}.${episode}`)).size).toBe(cases.length);
          await views.close();
        },
      ),
      { numRuns: 200 },
    );
  });
});
