import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standing, unitIds } from '../../domain/testing.js';
import { clockLogs, vaultFor, type ClockLog } from '../../specs/clock-logs.js';
import { cut } from '../../specs/random-logs.js';
import { asStore, rowsIn, viewsOf } from '../../specs/views.js';
import { ACTING_ROLES } from './acting-role.js';
import { DueBoardQueries, type DueEntry, type DueFilter } from './due-board.queries.js';

const filters: fc.Arbitrary<DueFilter> = fc
  .record(
    {
      scope: fc.constantFrom(...unitIds),
      limit: fc.integer({ min: 1, max: 4 }),
      role: fc.constantFrom(...ACTING_ROLES),
      name: fc.constantFrom('handle', 'sign', 'verify', 'helper', 'step'),
      serviceType: fc.constantFrom('050101', '050102'),
      until: fc.nat(13).map((hours) => Date.UTC(2026, 2, 2, 1 + hours)),
    },
    { requiredKeys: ['scope', 'limit'] },
  )
  .map((filter) => filter as DueFilter);

/** Every row of the board, without pages. */
function boardOf({ cases }: ClockLog, filter: DueFilter) {
  const { scope, role, name, serviceType, until } = filter;
  return cases
    .flatMap((found) => [...found.running.values()].map((deadline) => ({ ...found, deadline })))
    .map(({ caseId, seq, serviceType: type, deadline }) => {
      return { caseId, seq, type, deadline, due: Date.parse(deadline.due), role: roleFor(deadline) };
    })
    .filter(
      ({ type, deadline, due, role: acting }) =>
        standing(deadline.unit).path.includes(scope) &&
        (role === undefined || acting === role) &&
        (name === undefined || deadline.name === name || deadline.name.startsWith(`${name}-`)) &&
        (serviceType === undefined || type === serviceType) &&
        (until === undefined || due < until),
    )
    .sort((a, b) => a.due - b.due || a.seq - b.seq || (a.deadline.name < b.deadline.name ? -1 : 1))
    .map(({ caseId, deadline, role: acting }) => `${deadline.due} ${caseId} ${deadline.name} ${acting}`);
}

function roleFor({ name, unit }: { readonly name: string; readonly unit: string }): string {
  if (name === 'verify') return 'verifier';
  if (name === 'call-back') return 'call-back-officer';
  const { level } = standing(unit);
  if (level === 'branch') return 'branch-secretary';
  if (level === 'group') return name === 'accept' ? 'branch-secretary' : 'grid-worker';
  return level === 'external' && name !== 'accept' ? 'external-liaison' : 'committee-officer';
}

async function allPages(queries: DueBoardQueries, filter: DueFilter): Promise<readonly string[]> {
  const found: DueEntry[] = [];
  for (let asked = filter; ;) {
    const page = await queries.page(asked);
    found.push(...page);
    const last = page.at(-1);
    if (!last || page.length < filter.limit) break;
    asked = { ...filter, after: last.key };
  }
  return found.map(({ deadline, brief, role }) => `${deadline.due} ${brief.caseId} ${deadline.name} ${role}`);
}

describe('the due board', () => {
  it('has, over all its pages, each running limit once that the filter means, next due first', async () => {
    const asked = fc.array(filters, { minLength: 15, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(clockLogs, asked, async (log, all) => {
        const views = await viewsOf([log.events], await vaultFor(log));
        const queries = new DueBoardQueries(asStore(views));
        for (const filter of all)
          expect({ filter, found: await allPages(queries, filter) }).toEqual({
            filter,
            found: boardOf(log, filter),
          });
        await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('is the same however the log is cut', async () => {
    await fc.assert(
      fc.asyncProperty(clockLogs, fc.array(fc.nat(500), { maxLength: 12 }), async (log, places) => {
        const { events } = log;
        const vault = await vaultFor(log);
        const whole = await viewsOf([events], vault);
        const live = await viewsOf(cut(events, places), vault);
        const oneByOne = await viewsOf(
          events.map((event) => [event]),
          vault,
        );
        const expected = await rowsIn(whole);
        expect(await rowsIn(live)).toEqual(expected);
        expect(await rowsIn(oneByOne)).toEqual(expected);
        for (const views of [whole, live, oneByOne]) await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('says on the brief of each case what runs, and whether its clock stands', async () => {
    await fc.assert(
      fc.asyncProperty(clockLogs, async (log) => {
        const views = await viewsOf([log.events], await vaultFor(log));
        const queries = new DueBoardQueries(asStore(views));
        for (const { brief } of await queries.page({ scope: 'county', limit: 200 })) {
          const found = log.cases[brief.seq - 1];
          const dues = [...(found?.running.values() ?? [])].map(({ due }) => due).sort();
          expect(brief.deadlines.map(({ due }) => due)).toEqual(dues);
          expect(brief.paused).toBe(found?.paused ? 'shelved' : null);
        }
        await views.close();
      }),
      { numRuns: 40 },
    );
  });
});
