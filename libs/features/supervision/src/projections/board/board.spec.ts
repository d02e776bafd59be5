import { describe, expect, it } from '@jest/globals';
import { asStore, CaseLog, engine, secretary, supervisor, viewsOf } from '../../specs/case-log.js';
import { deadline, happenings as event } from '../../specs/happenings.js';
import { MATTER_STATES, type MatterState } from '../case-standing/case-standing.js';
import { BoardQueries } from './board.queries.js';

const held = [event.offered('mill-1', 'mill'), event.signed('mill')];

async function boardOf(log: CaseLog) {
  const { events } = await log.store.readAll();
  const board = new BoardQueries(asStore(await viewsOf(events)));
  const lines = async (scope: string, states: readonly MatterState[] = MATTER_STATES, level?: number) => {
    const asked = { scope, states, limit: 50, ...(level !== undefined && { level }) };
    return (await board.page(asked)).lines.map(({ matter }) => matter);
  };
  return { board, lines };
}

describe('what stands against a unit', () => {
  it('is a reminder as long as its limit runs, with the date that limit has', async () => {
    const log = new CaseLog();
    const id = await log.report(event.reported());
    await log.happen(id, secretary, ...held);
    const [first] = await log.happen(
      id,
      engine,
      event.reminded('mill'),
      event.reminded('mill', { written: true }),
    );
    const moved = deadline('handle', 'mill', '2026-03-09T09:00:00.000Z');
    await log.happen(id, engine, {
      type: 'DeadlineMoved',
      data: { deadline: moved, from: '2026-03-03T09:00:00.000Z', because: { reason: 'extension' } },
    });
    const before = await boardOf(log);
    expect(await before.lines('town')).toEqual([
      {
        state: 'reminded',
        unit: 'mill',
        path: ['county', 'town', 'east', 'mill'],
        since: first?.recordedAt,
        level: 0,
        deadline: 'handle',
        rung: 'reminder',
        due: moved.due,
      },
    ]);
    await log.happen(id, secretary, event.notedWith({ armed: [], ended: ['handle'] }));
    expect(await (await boardOf(log)).lines('town')).toEqual([]);
  });

  it('is a supervision at its level, which hides the reminder, with the date by which the unit is to answer', async () => {
    const log = new CaseLog();
    const id = await log.report(event.reported());
    await log.happen(id, secretary, ...held);
    const due = '2026-03-05T09:00:00.000Z';
    await log.happen(id, engine, event.reminded('mill'), event.raised('mill', 2));
    await log.happen(id, engine, event.deadlines([deadline('rectify', 'mill', due)]));
    const { lines } = await boardOf(log);
    expect(await lines('mill')).toMatchObject([
      { state: 'raised', level: 2, rectifyBy: due, rung: 'reminder' },
    ]);
    expect(await lines('county', ['raised'], 2)).toHaveLength(1);
    expect(await lines('county', ['raised'], 3)).toEqual([]);
  });

  it('goes through rectification and appeal, and ends when it is cleared', async () => {
    const log = new CaseLog();
    const id = await log.report(event.reported());
    await log.happen(id, secretary, ...held);
    const states = async () => (await (await boardOf(log)).lines('east')).map(({ state }) => state);
    await log.happen(id, supervisor, event.ordered('mill'));
    expect(await states()).toEqual(['raised']);
    await log.happen(id, secretary, event.rectified('mill'));
    expect(await states()).toEqual(['rectifying']);
    await log.happen(id, secretary, event.appealed('mill', 'town'));
    const { lines } = await boardOf(log);
    expect(await lines('east')).toMatchObject([{ state: 'appealed', decideBy: 'town', level: 1 }]);
    await log.happen(id, supervisor, event.appealDecided('mill', false));
    expect(await states()).toEqual(['raised']);
    await log.happen(id, supervisor, event.cleared('mill'));
    expect(await states()).toEqual([]);
  });

  it('is told of the unit it is aimed at, and of those above it alone', async () => {
    const log = new CaseLog();
    const id = await log.report(event.reported());
    await log.happen(id, secretary, ...held, event.raised('mill-1'), event.flagged('mill'));
    const { lines } = await boardOf(log);
    expect(await lines('mill-1')).toMatchObject([{ state: 'raised', unit: 'mill-1' }]);
    expect(await lines('mill')).toMatchObject([{ state: 'raised' }, { state: 'flagged', flag: 'overdue' }]);
    expect(await lines('west')).toEqual([]);
  });

  it('ends with the case, sleeps while it is merged, and comes back with it', async () => {
    const log = new CaseLog();
    const [ended, merged] = [await log.report(event.reported()), await log.report(event.reported())];
    for (const id of [ended, merged]) await log.happen(id, engine, event.raised('mill-1'));
    await log.happen(ended, secretary, event.closed());
    await log.happen(merged, secretary, { type: 'CaseMerged', data: { into: ended, reporters: [] } });
    expect(await (await boardOf(log)).lines('county')).toEqual([]);
    await log.happen(merged, secretary, { type: 'CaseUnmerged', data: { from: ended, reporters: [] } });
    expect(await (await boardOf(log)).lines('county')).toMatchObject([{ state: 'raised' }]);
  });

  it('is silence until somebody does something', async () => {
    const log = new CaseLog();
    const id = await log.report(event.reported());
    const since = new Date(log.clock.now()).toISOString();
    await log.happen(id, engine, event.silent('mill-1', since), event.reminded('mill-1'));
    expect(await (await boardOf(log)).lines('mill', ['silent'])).toMatchObject([{ state: 'silent', since }]);
    await log.happen(id, secretary, event.noted());
    expect(await (await boardOf(log)).lines('mill', ['silent'])).toEqual([]);
  });
});

describe('counting what stands', () => {
  it('says how much a unit has, and each one directly below', async () => {
    const log = new CaseLog();
    for (const unit of ['mill-1', 'mill-2', 'hill-1']) {
      const id = await log.report(event.reported(unit));
      await log.happen(id, engine, event.raised(unit), ...(unit === 'hill-1' ? [event.flagged(unit)] : []));
    }
    const gone = await log.report(event.reported('mill-2'));
    await log.happen(gone, engine, event.reminded('mill-2'));
    await log.happen(gone, secretary, event.closed());
    const { board } = await boardOf(log);
    expect(await board.counts('town')).toEqual({ raised: 3, flagged: 1 });
    expect(await board.countsBelow('town')).toEqual([
      { unit: 'east', counts: { raised: 2 } },
      { unit: 'west', counts: { raised: 1, flagged: 1 } },
    ]);
  });
});
