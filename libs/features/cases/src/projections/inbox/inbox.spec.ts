import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Position } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { permitted } from '../../domain/powers.js';
import { units } from '../../domain/testing.js';
import { casesIn, type NaiveCase } from '../../specs/naive-cases.js';
import { histories, logOf, type History } from '../../specs/random-logs.js';
import { asStore, viewsOf } from '../../specs/views.js';
import type { CaseTables } from '../tables.js';
import { InboxQueries, type InboxEntry, type InboxKey } from './inbox.queries.js';
import { tasksOf, type Task } from './inbox-tasks.js';

/** Which command a task asks for; waiting for a signature asks for none. */
const COMMANDS: Readonly<Record<Exclude<Task['task'], 'await-signature'>, string>> = {
  accept: 'AcceptCase',
  dispatch: 'OfferCustody',
  handle: 'ReportHandled',
  sign: 'AcceptCustody',
  'decide-return': 'DecideReturn',
  'answer-escalation': 'AnswerEscalation',
  help: 'CompleteHelp',
  verify: 'Verify',
  'call-back': 'CallBack',
  close: 'CloseCase',
  reopen: 'Reopen',
};

async function inboxOf(history: History) {
  const vault = new Vault(new InMemoryKeyStore());
  const log = await logOf(history, vault);
  const views = await viewsOf([log], vault);
  const rows = await views.db<CaseTables>().selectFrom('inbox').selectAll().execute();
  return { views, rows, cases: casesIn(log), queries: new InboxQueries(asStore(views)) };
}

/** With units as they are, where a card knows them as they were; the grid of these specs does not move. */
function tasksNow({ state }: NaiveCase): readonly Task[] {
  const known = [...units.pathOf('county'), 'town', 'fire', 'east', 'property', 'mill', 'mill-1', 'mill-2'];
  const all = [...known, 'lake', 'lake-1', 'west', 'hill', 'hill-1'].map((id) => {
    return [id, { path: units.pathOf(id), level: units.unit(id)?.level ?? 'external' }] as const;
  });
  return tasksOf(state, Object.fromEntries(all));
}

describe('the inboxes', () => {
  it('hold the tasks of every case and no other', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { views, rows, cases } = await inboxOf(history);
        const expected = cases.flatMap((each) =>
          tasksNow(each).map(({ task, unit, role }) => `${each.seq} ${task} ${unit} ${role}`),
        );
        const found = rows.map(({ seq, task, unit, role }) => `${seq} ${task} ${unit} ${role}`);
        expect(found.sort()).toEqual(expected.sort());
        await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('give each task to somebody whose position allows it', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { views, rows, cases } = await inboxOf(history);
        for (const { seq, task, unit, role } of rows) {
          const found = cases[seq - 1];
          if (!found || task === 'await-signature') continue;
          const allowed = permitted([{ unit, role } as Position], found.state, units);
          expect({ task, unit, role, allowed, state: found.state }).toMatchObject({
            allowed: expect.arrayContaining([COMMANDS[task as keyof typeof COMMANDS]]),
          });
        }
        await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('leave no open case without a task', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { views, rows, cases } = await inboxOf(history);
        const waiting = new Set(rows.map(({ seq }) => seq));
        const open = ['reported', 'accepted', 'handling', 'verifying', 'calling-back'];
        const idle = cases.filter(
          ({ seq, state }) => open.includes(state.lifecycle.stage) && !waiting.has(seq),
        );
        expect(idle.map(({ state }) => state)).toEqual([]);
        await views.close();
      }),
      { numRuns: 40 },
    );
  });

  it('are read page by page, longest waiting first, each task once, whatever positions a person has', async () => {
    const pages = fc.record({ limit: fc.integer({ min: 1, max: 3 }), seats: fc.nat(1_000) });
    await fc.assert(
      fc.asyncProperty(histories, pages, async (history, { limit, seats }) => {
        const { views, rows, queries } = await inboxOf(history);
        const desks = [...new Set(rows.map(({ unit, role }) => `${unit} ${role}`))].filter(
          (_, index) => (seats >> (index % 10)) % 2 === 0,
        );
        const positions = desks.map((desk) => {
          const [unit, role] = desk.split(' ');
          return { unit, role } as Position;
        });
        const mine = rows.filter(({ unit, role }) => desks.includes(`${unit} ${role}`));
        const found = await allPages(queries, positions, limit);
        expect(found.map(textOf).sort()).toEqual(mine.map((row) => JSON.stringify(row)).sort());
        const times = found.map(({ row }) => row.since);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        await views.close();
      }),
      { numRuns: 40 },
    );
  });
});

function textOf({ row }: InboxEntry): string {
  const { unit, role, since, seq, task } = row;
  return JSON.stringify({ unit, role, since, seq, task });
}

async function allPages(queries: InboxQueries, positions: readonly Position[], limit: number) {
  const found: InboxEntry[] = [];
  for (let after: InboxKey | undefined; ;) {
    const page = await queries.page(positions, limit, after);
    found.push(...page.entries);
    if (!page.next) return found;
    after = page.next;
  }
}
