import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { WorkCalendar } from '#kernel';
import { plainCalendar } from '#kernel/testing';
import { DecideCase } from '../commands/case-desk.commands.js';
import type { PersonName } from '../domain/testing.js';
import { rules } from '../domain/rules/testing.js';
import { metaOf } from './case-office.js';
import { roundsApp, roundsRooms } from './rounds-app.js';
import { take } from './story.js';

/** Christmas week: five working days from the Wednesday end in a year whose holidays nobody knows yet. */
const MONDAY = '2026-12-21T01:00:00.000Z';
const WEDNESDAY = '2026-12-30T01:00:00.000Z';
const NEW_YEAR: WorkCalendar = {
  ...plainCalendar,
  version: 2,
  days: {
    ...plainCalendar.days,
    '2027-01-01': { name: { en: 'New Year', zh: '元旦' }, intervals: [] },
  },
  coverageUntil: '2027-12-31',
};

/** As many cases that mill has signed for on the Wednesday. */
async function heldCases(count: number, rooms = roundsRooms(WEDNESDAY, rules)) {
  const app = await roundsApp(rooms);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const caseId = await app.office.report();
    await take(app.office, caseId, 'accept', 'offer', 'sign');
    ids.push(caseId);
  }
  const moved = async (query: string, who: PersonName = 'chen') => {
    const { answer, status } = await app.get(`/api/due/moved?${query}`, who);
    const moves = (answer['moves'] ?? []) as {
      name: string;
      from: string;
      to: string;
      case: { number: string };
    }[];
    return {
      status,
      next: answer['next'],
      rows: moves.map((row) => [row.case.number, row.name, row.from, row.to]),
    };
  };
  const movesOf = async (caseId: string) =>
    (await app.office.eventsOf(caseId)).filter(({ type }) => type === 'DeadlineMoved');
  return { ...app, ...rooms, ids, moved, movesOf };
}

describe('publishing the holidays of a new year', () => {
  it('moves what was provisional, each date once, and lists it for those who see the case', async () => {
    const { calendars, settled, ids, office, moved, movesOf } = await heldCases(3);
    const [first = ''] = ids;
    expect(await office.carried(first, 'CaseAccepted')).toMatchObject({
      armed: [{ name: 'handle', provisional: true }],
    });
    await calendars.publish(NEW_YEAR);
    await settled();
    for (const caseId of ids) {
      expect(await movesOf(caseId)).toMatchObject([
        {
          actor: { id: 'process', role: 'process' },
          data: {
            deadline: { name: 'handle', due: '2027-01-06T09:00:00.000Z', calendar: { id: 'cn', version: 2 } },
            from: '2027-01-05T09:00:00.000Z',
            because: { reason: 'calendar', calendar: { id: 'cn', version: 2 } },
          },
        },
      ]);
    }
    const dates = ['handle', '2027-01-05T09:00:00.000Z', '2027-01-06T09:00:00.000Z'];
    expect((await moved('calendar=cn&version=2')).rows).toEqual(
      ['2026-000001', '2026-000002', '2026-000003'].map((number) => [number, ...dates]),
    );
    expect((await moved('calendar=cn&version=2', 'sun')).rows).toEqual([]);
    expect((await moved('calendar=cn&version=2&unit=west')).status).toBe(403);
    expect((await moved('calendar=cn&version=1')).rows).toEqual([]);
  });

  it('alters no date in the past', async () => {
    const rooms = roundsRooms(MONDAY, rules);
    const { calendars, clock, settled, ids, movesOf } = await heldCases(1, rooms);
    clock.advance(Date.parse('2027-01-04T01:00:00Z') - clock.now());
    await calendars.publish({
      ...NEW_YEAR,
      days: { ...NEW_YEAR.days, '2026-12-24': NEW_YEAR.days['2027-01-01'] as never },
    });
    await settled();
    expect(await movesOf(ids[0] ?? '')).toEqual([]);
  });

  it('goes from page to page', async () => {
    const { calendars, settled, moved } = await heldCases(3);
    await calendars.publish(NEW_YEAR);
    await settled();
    const seen: unknown[] = [];
    for (let after = ''; ;) {
      const { rows, next } = await moved(`calendar=cn&version=2&limit=1${after}`);
      seen.push(...rows.map(([number]) => number));
      if (typeof next !== 'string') break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(['2026-000001', '2026-000002', '2026-000003']);
    expect((await moved('calendar=cn&version=2&after=MQ')).status).toBe(400);
    expect((await moved('version=2')).status).toBe(400);
  });

  it('goes on after the service died in the middle, and moves no date twice', async () => {
    const rooms = roundsRooms(WEDNESDAY, rules);
    const { runner, calendars, store, ids, movesOf } = await heldCases(5, rooms);
    store.diesAfter(2, 'DeadlineMoved');
    await calendars.publish(NEW_YEAR);
    const counts = async () => (await Promise.all(ids.map(movesOf))).map(({ length }) => length);
    while ((await counts()).filter((count) => count > 0).length < 2) await sleep(2);
    await runner.stop();
    expect((await counts()).filter((count) => count > 0)).toHaveLength(2);
    store.diesAfter(Number.POSITIVE_INFINITY, '');
    const again = await roundsApp(rooms);
    await again.settled();
    expect(await counts()).toEqual([1, 1, 1, 1, 1]);
  });

  it('reaches a limit that was being set by the old holidays at that moment', async () => {
    const { bus, calendars, office, settled, movesOf } = await heldCases(1);
    const caseId = await office.report();
    await settled();
    const letGo = calendars.hold();
    const accepting = bus.execute(new DecideCase(caseId, { type: 'AcceptCase', data: {} }, metaOf('chen')));
    await sleep(5);
    await calendars.publish(NEW_YEAR);
    await sleep(50);
    letGo();
    await accepting;
    expect(await office.carried(caseId, 'CaseAccepted')).toMatchObject({
      armed: [{ name: 'handle', calendar: { version: 1 } }],
    });
    await settled();
    expect(await movesOf(caseId)).toMatchObject([{ data: { because: { calendar: { version: 2 } } } }]);
  });

  it('finds nothing to do when it is seen again', async () => {
    const rooms = roundsRooms(WEDNESDAY, rules);
    const { calendars, settled, runner, store } = await heldCases(2, rooms);
    await calendars.publish(NEW_YEAR);
    await settled();
    await runner.stop();
    const head = await store.head();
    const again = await roundsApp({ ...rooms, checkpoints: roundsRooms(WEDNESDAY, rules).checkpoints });
    await again.settled();
    expect(await store.head()).toBe(head);
  });
});

describe('publishing a calendar for one unit', () => {
  const market = { ...NEW_YEAR, version: 1, coverageUntil: '2026-12-31' };

  it('moves the dates there and below, and nobody else’s; retiring it moves them back', async () => {
    const { calendars, settled, office, ids, movesOf, moved } = await heldCases(1);
    const [caseId = ''] = ids;
    await calendars.publish({ ...market, id: 'west' });
    await settled();
    expect(await movesOf(caseId)).toEqual([]);
    await calendars.publish({ ...market, id: 'mill' });
    await settled();
    expect((await movesOf(caseId)).map(({ data }) => data)).toMatchObject([
      { deadline: { unit: 'mill', due: '2027-01-06T09:00:00.000Z', calendar: { id: 'mill', version: 1 } } },
    ]);
    await calendars.retire('mill', 1);
    await settled();
    expect(await office.said(caseId, 'DeadlineMoved')).toMatchObject({
      deadline: { due: '2027-01-05T09:00:00.000Z', calendar: { id: 'cn', version: 1 } },
    });
    expect((await moved('calendar=mill&version=1')).rows).toHaveLength(1);
    expect((await moved('calendar=cn&version=1')).rows).toHaveLength(1);
  });
});
