import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEVELS, Rejection, type Level } from '#kernel';
import { noCoverage } from './coverage.state.js';
import { PARENT_LEVELS, unitDecider } from './unit.decider.js';
import type { UnitCommand } from './unit.commands.js';
import { EXTERNAL_KINDS } from './unit.events.js';
import { staysOf, type Units } from './unit.state.js';
import { UnitTreeAt } from './unit.tree.js';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const IDS = ['c', 'd', 't1', 't2', 'k1', 'k2', 'k3', 'b1', 'b2', 'g1', 'g2', 'x1', 'x2'];

/** A command given on some day, about a date some days before or after. */
interface Step {
  readonly command: UnitCommand;
  readonly now: number;
}

const id = fc.constantFrom(...IDS);
const name = fc.constantFrom('one', 'two', 'three').map((en) => ({ en, zh: en }));
const parentOf = (level: Level) => (level === 'county' ? fc.constant(undefined) : id);

const opening = fc
  .tuple(id, fc.constantFrom(...LEVELS), name)
  .chain(([unitId, level, name]) =>
    fc.record({
      unitId: fc.constant(unitId),
      level: fc.constant(level),
      name: fc.constant(name),
      parent: parentOf(level),
    }),
  )
  .map((data) => ({ ...data, ...(data.level === 'external' ? { externalKind: EXTERNAL_KINDS[0] } : {}) }));

/** Openings that fit mostly, so that there is a tree to do something to. */
const fittingOpening = fc
  .constantFrom(
    ...([
      'c:county',
      'd:county',
      't1:town:c',
      't2:town:c',
      'k1:committee:t1',
      'k2:committee:t2',
      'k3:committee:t1',
    ] as const),
    ...([
      'b1:branch:k1',
      'b2:branch:k2',
      'g1:group:b1',
      'g2:group:b2',
      'x1:external:k1',
      'x2:external:t2',
    ] as const),
  )
  .map((text) => {
    const [unitId = '', level, parent] = text.split(':') as [string, Level, string | undefined];
    return {
      unitId,
      level,
      name: { en: unitId, zh: unitId },
      ...(parent === undefined ? {} : { parent }),
      ...(level === 'external' ? { externalKind: EXTERNAL_KINDS[1] } : {}),
    };
  });

const day = fc.integer({ min: 0, max: 60 });
const shift = fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined, freq: 2 });

const steps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.tuple(
      day,
      shift,
      fc.oneof(
        { weight: 4, arbitrary: fittingOpening.map((data) => ({ type: 'OpenUnit' as const, data })) },
        { weight: 1, arbitrary: opening.map((data) => ({ type: 'OpenUnit' as const, data })) },
        {
          weight: 3,
          arbitrary: fc.record({
            type: fc.constant('MoveUnit' as const),
            data: fc.record({ unitId: id, parent: id }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('RenameUnit' as const),
            data: fc.record({ unitId: id, name }),
          }),
        },
        {
          weight: 3,
          arbitrary: fc.record({
            type: fc.constant('CloseUnit' as const),
            data: fc.record({ unitId: id, reason: fc.constant('r') }),
          }),
        },
      ),
    ),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows
      .toSorted(([one], [other]) => one - other)
      .map(([day, shift, command]) => stepOf(day, shift, command)),
  );

function stepOf(day: number, shift: number | undefined, command: UnitCommand): Step {
  const now = START + day * DAY;
  if (shift === undefined) return { command, now };
  const from = new Date(now + shift * DAY).toISOString();
  return { command: { ...command, data: { ...command.data, from } } as UnitCommand, now };
}

/** Every state on the way, the refused commands left out. */
function play(steps: readonly Step[]): Units[] {
  const states = [unitDecider.initialState];
  for (const { command, now } of steps) {
    const state = states.at(-1) ?? unitDecider.initialState;
    try {
      const events = unitDecider.decide(command, state, { now, coverage: noCoverage });
      states.push(events.reduce((folded, event) => unitDecider.evolve(folded, event), state));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return states;
}

/** Every moment at which something changes, and the moment before. */
function momentsOf(state: Units): number[] {
  const dates = [...state.records.values()].flatMap((record) => [
    record.opened,
    record.closed ?? record.opened,
    ...staysOf(record).flatMap(({ from, until }) => [from, until]),
    ...record.names.map(({ from }) => from),
  ]);
  return [...new Set(dates)].filter(Number.isFinite).flatMap((date) => [date - 1, date]);
}

function requireSound(state: Units, time: number): void {
  const tree = new UnitTreeAt(state, time);
  for (const { id, level, opened } of state.records.values()) {
    const unit = tree.unit(id);
    expect(unit !== undefined).toBe(time >= opened);
    if (!unit?.open) continue;
    const parent = unit.parent === undefined ? undefined : tree.unit(unit.parent);
    expect(parent === undefined ? level : 'below').toBe(level === 'county' ? 'county' : 'below');
    if (parent) {
      expect(PARENT_LEVELS[level]).toContain(parent.level);
      expect(parent.open).toBe(true);
    }
    const path = tree.pathOf(id);
    expect(new Set(path).size).toBe(path.length);
    expect(tree.unit(path[0] ?? '')?.level).toBe('county');
  }
}

describe('whatever is done to the tree', () => {
  it('has, at every moment, open units of the right level above every open unit, and no cycle', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const state = play(steps).at(-1) ?? unitDecider.initialState;
        for (const time of momentsOf(state)) requireSound(state, time);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change between two dates of change', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -30, max: 90 }), (steps, day) => {
        const state = play(steps).at(-1) ?? unitDecider.initialState;
        const tree = new UnitTreeAt(state, START + day * DAY);
        const next = tree.nextChange();
        const later = new UnitTreeAt(state, next === Number.POSITIVE_INFINITY ? next : next - 1);
        for (const id of IDS) {
          expect(later.unit(id)).toEqual(tree.unit(id));
          expect(later.pathOf(id)).toEqual(tree.pathOf(id));
        }
      }),
    );
  });

  it('reads the past as it was read then, but for what was dated back since', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const forward = steps.map(({ command, now }) => ({ command: withoutDate(command), now }));
        const states = play(forward);
        const last = states.at(-1) ?? unitDecider.initialState;
        for (const state of states) {
          for (const time of momentsOf(state).filter((moment) => moment < state.lastChange)) {
            const [then, now] = [new UnitTreeAt(state, time), new UnitTreeAt(last, time)];
            for (const id of IDS) expect(now.unit(id)).toEqual(then.unit(id));
          }
        }
      }),
    );
  });

  it('never changes a state that was handed out', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const snapshot = (state: Units) => JSON.stringify([...state.records.values()]);
        const taken: string[] = [];
        const states = play(steps);
        for (const [index] of states.entries()) {
          const again = play(steps)[index];
          if (again) taken.push(snapshot(again));
        }
        expect(states.map(snapshot)).toEqual(taken);
      }),
      { numRuns: 20 },
    );
  });
});

function withoutDate({ type, data }: UnitCommand): UnitCommand {
  const { from: _, ...undated } = data;
  return { type, data: undated } as UnitCommand;
}
