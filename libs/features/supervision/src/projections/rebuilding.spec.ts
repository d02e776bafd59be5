import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { CaseEvent } from '#cases/messages';
import type { ViewsFile } from '#read-store';
import { asStore, CaseLog, engine, secretary, supervisor, viewsOf } from '../specs/case-log.js';
import { deadline, happenings as event, SECRET } from '../specs/happenings.js';
import { BoardQueries } from './board/board.queries.js';
import { mattersOf, MATTER_STATES, type MatterState } from './case-standing/case-standing.js';
import { caseStandingOf } from './case-standing/case-standing.table.js';
import { NoticeQueries } from './notices/notices.queries.js';
import type { SupervisionTables } from './tables.js';

const unit = fc.constantFrom('mill-1', 'mill', 'east', 'hill-1');
const due = '2026-03-05T09:00:00.000Z';
const steps: fc.Arbitrary<CaseEvent> = fc.oneof(
  fc.tuple(unit, unit).map(([from, to]) => event.offered(from, to)),
  unit.map((to) => event.signed(to)),
  unit.map((at) => event.reminded(at)),
  fc.tuple(unit, fc.integer({ min: 1, max: 3 })).map(([at, level]) => event.raised(at, level)),
  unit.map((at) => event.ordered(at)),
  fc.tuple(unit, unit).map(([from, to]) => event.escalated(from, to)),
  unit.map((at) => event.flagged(at)),
  unit.map((at) => event.silent(at, due)),
  unit.map((at) => event.rectified(at)),
  unit.map((at) => event.appealed(at, 'town')),
  fc.tuple(unit, fc.boolean()).map(([at, upheld]) => event.appealDecided(at, upheld)),
  unit.map((at) => event.cleared(at)),
  unit.map((at) => event.deadlines([deadline('rectify', at, due)], ['handle'])),
  fc.constantFrom(event.commented(), event.noted(), event.closed(), event.paused(), event.resumed()),
);
const actors = fc.constantFrom(engine, secretary, supervisor);
const histories = fc.array(fc.record({ of: fc.nat(3), actor: actors, step: steps }), { maxLength: 40 });

async function logOf(history: readonly { of: number; actor: typeof engine; step: CaseEvent }[]) {
  const log = new CaseLog();
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push(await log.report(event.reported(n === 3 ? 'hill-1' : 'mill-1')));
  for (const { of, actor, step } of history) await log.happen(ids[of] ?? '', actor, step);
  return (await log.store.readAll()).events;
}

const TABLES = ['supervision_case', 'supervision_number', 'supervision_board', 'supervision_count', 'notice'];

async function rowsIn(views: ViewsFile): Promise<readonly (readonly string[])[]> {
  const tables: (readonly string[])[] = [];
  for (const table of TABLES) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(views.db());
    const counted = rows.filter((row) => !('count' in row) || row.count !== 0);
    tables.push(counted.map((row) => JSON.stringify(row)).sort());
  }
  return tables;
}

describe('folding the log into the read models of supervision', () => {
  it('gives the same rows however the log is cut, and nothing that is sealed', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 9 }), async (history, size) => {
        const events = await logOf(history);
        const whole = await rowsIn(await viewsOf(events));
        const batches = Array.from({ length: Math.ceil(events.length / size) }, (_, n) =>
          events.slice(n * size, (n + 1) * size),
        );
        expect(await rowsIn(await viewsOf(...batches))).toEqual(whole);
        expect(JSON.stringify(whole)).not.toContain(SECRET);
      }),
      { numRuns: 40 },
    );
  });

  it('lists over all pages, for each unit, what stands against it and those below, each once, and counts it right', async () => {
    const states = fc.subarray([...MATTER_STATES], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(histories, states, fc.integer({ min: 1, max: 4 }), async (history, asked, limit) => {
        const views = await viewsOf(await logOf(history));
        const rows = await views.db<SupervisionTables>().selectFrom('supervision_case').selectAll().execute();
        const all = rows
          .map(caseStandingOf)
          .flatMap((each) => mattersOf(each).map((matter) => ({ each, matter })));
        const board = new BoardQueries(asStore(views));
        for (const scope of ['county', 'east', 'mill', 'mill-1', 'west']) {
          const here = all.filter(({ matter }) => matter.path.includes(scope));
          const expected = here.filter(({ matter }) => asked.includes(matter.state)).map(keyOf);
          expect((await allPages(board, scope, asked, limit)).sort()).toEqual(expected.sort());
          const counts: Partial<Record<MatterState, number>> = {};
          for (const { matter } of here) counts[matter.state] = (counts[matter.state] ?? 0) + 1;
          expect(await board.counts(scope)).toEqual(counts);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('shows the notices of a desk over all pages, newest first, each once', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 4 }), async (history, limit) => {
        const views = await viewsOf(await logOf(history));
        const queries = new NoticeQueries(asStore(views));
        const desks = [
          { unit: 'mill', audience: 'holders' },
          { unit: 'mill-1', audience: 'holders' },
          { unit: 'east', audience: 'supervisors' },
        ] as const;
        const whole = (await queries.page(desks, 1_000)).notices;
        const found: (typeof whole)[number][] = [];
        for (
          let page = await queries.page(desks, limit);
          ;
          page = await queries.page(desks, limit, page.next)
        ) {
          found.push(...page.notices);
          if (!page.next) break;
        }
        expect(found).toEqual(whole);
        const positions = whole.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted().reverse());
      }),
      { numRuns: 30 },
    );
  });
});

async function allPages(board: BoardQueries, scope: string, states: readonly MatterState[], limit: number) {
  const found: string[] = [];
  for (let page = await board.page({ scope, states, limit }); ;) {
    found.push(...page.lines.map(({ standing, matter }) => keyOf({ each: standing, matter })));
    if (!page.next) return found;
    page = await board.page({ scope, states, limit, after: page.next });
  }
}

function keyOf({
  each,
  matter,
}: {
  each: { caseId: string };
  matter: { state: string; unit: string };
}): string {
  return `${each.caseId} ${matter.state} ${matter.unit}`;
}
