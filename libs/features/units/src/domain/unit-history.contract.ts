import fc from 'fast-check';
import { LEVELS, Rejection, type Level } from '#kernel';
import { noCoverage } from './coverage.state.js';
import { unitDecider } from './unit.decider.js';
import type { UnitCommand } from './unit.commands.js';
import { EXTERNAL_KINDS, type UnitEvent } from './unit.events.js';
import { staysOf, type Units } from './unit.state.js';

export const DAY = 24 * 60 * 60 * 1000;
export const START = Date.parse('2026-01-01T00:00:00.000Z');
export const IDS = ['c', 'd', 't1', 't2', 'k1', 'k2', 'k3', 'b1', 'b2', 'g1', 'g2', 'x1', 'x2'];

/** A command given on some day, about a date some days before or after. */
export interface Step {
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
    const [unitId, level, parent] = text.split(':') as [string, Level, string | undefined];
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

/** Random commands in the order of their days: openings that fit mostly, moves, closings, plans and corrections. */
export const steps: fc.Arbitrary<Step[]> = fc
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

/** What comes of the commands one after another, with the state after each; the refused ones are left out. */
export function play(steps: readonly Step[]): { readonly events: UnitEvent[]; readonly states: Units[] } {
  const events: UnitEvent[] = [];
  const states = [unitDecider.initialState];
  for (const { command, now } of steps) {
    const state = states.at(-1) ?? unitDecider.initialState;
    try {
      const decided = unitDecider.decide(command, state, { now, coverage: noCoverage });
      events.push(...decided);
      states.push(decided.reduce((folded, event) => unitDecider.evolve(folded, event), state));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return { events, states };
}

export function lastOf(states: readonly Units[]): Units {
  return states.at(-1) ?? unitDecider.initialState;
}

/** Every moment at which something changes, and the moment before. */
export function momentsOf(state: Units): number[] {
  const dates = [...state.records.values()].flatMap((record) => [
    record.opened,
    record.closed ?? record.opened,
    ...staysOf(record).flatMap(({ from, until }) => [from, until]),
    ...record.names.map(({ from }) => from),
  ]);
  return [...new Set(dates)].filter(Number.isFinite).flatMap((date) => [date - 1, date]);
}
