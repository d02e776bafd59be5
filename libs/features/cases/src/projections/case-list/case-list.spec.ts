import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEVELS } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { FINAL_STAGES, OPEN_STAGES, type Stage } from '../../domain/case.state.js';
import { unitIds } from '../../domain/testing.js';
import { casesIn, listed } from '../../specs/naive-cases.js';
import { histories, logOf } from '../../specs/random-logs.js';
import { asStore, viewsOf } from '../../specs/views.js';
import type { CaseTables } from '../tables.js';
import { CaseListQueries, type CaseListFilter } from './case-list.queries.js';

const STAGES: readonly Stage[] = [...OPEN_STAGES, ...FINAL_STAGES];
const times = fc.integer({ min: 0, max: 24 * 120 }).map((hours) => Date.UTC(2026, 2, 1) + hours * 3_600_000);
const texts = fc.constantFrom(
  '路灯',
  '不亮垃圾',
  'lantern',
  'Strasse',
  'Straße',
  'RIV',
  '2026-0000',
  '1010',
  '#',
);

const filters: fc.Arbitrary<CaseListFilter> = fc
  .record(
    {
      scope: fc.constantFrom(...unitIds),
      stages: fc.oneof(
        fc.constant(OPEN_STAGES),
        fc.subarray([...STAGES], { minLength: 1 }),
        fc.constant(STAGES),
      ),
      order: fc.constantFrom('oldest' as const, 'newest' as const),
      limit: fc.integer({ min: 1, max: 4 }),
      serviceType: fc.constantFrom('050101', '050102', '129999'),
      level: fc.constantFrom(...LEVELS),
      from: times,
      until: times,
      text: texts,
    },
    { requiredKeys: ['scope', 'stages', 'order', 'limit'] },
  )
  .map((filter) => filter as CaseListFilter);

/** All pages of a list, one after the other. */
async function allPages(queries: CaseListQueries, filter: CaseListFilter): Promise<readonly string[]> {
  const found: string[] = [];
  for (let asked = filter; ;) {
    const page = await queries.list(asked);
    found.push(...page.map(({ caseId }) => caseId));
    const last = page.at(-1);
    if (!last || page.length < filter.limit) return found;
    asked = { ...filter, after: { reportedAt: Date.parse(last.reportedAt), seq: last.seq } };
  }
}

describe('a list of cases', () => {
  it('has, over all its pages, each case once that the filter means, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(filters, { minLength: 15, maxLength: 15 }),
        async (history, all) => {
          const vault = new Vault(new InMemoryKeyStore());
          const log = await logOf(history, vault);
          const views = await viewsOf([log], vault);
          const cases = casesIn(log);
          const queries = new CaseListQueries(asStore(views));
          for (const filter of all) {
            const expected = listed(cases, filter, log).map(({ caseId }) => caseId);
            expect({ filter, found: await allPages(queries, filter) }).toEqual({ filter, found: expected });
          }
          await views.close();
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has a row for each unit that has, had or oversees a case, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const vault = new Vault(new InMemoryKeyStore());
        const log = await logOf(history, vault);
        const views = await viewsOf([log], vault);
        const rows = await views.db<CaseTables>().selectFrom('case_scope').selectAll().execute();
        const expected = casesIn(log).flatMap(({ scopes, seq, reportedAt, level, state }) =>
          [...scopes].map((scope) => ({
            scope,
            seq,
            stage: state.lifecycle.stage,
            reported_at: reportedAt,
            service_type: state.serviceType,
            level,
          })),
        );
        const byKey = (one: object) =>
          JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
        expect(rows.map(byKey).sort()).toEqual(expected.map(byKey).sort());
        await views.close();
      }),
      { numRuns: 20 },
    );
  });
});
