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

/** A tree that random commands find to begin with, in an order in which it can be opened. */
const PLANTED: readonly (readonly [string, Level, string?])[] = [
  ['c', 'county'],
  ['d', 'county'],
  ['t1', 'town', 'c'],
  ['t2', 'town', 'c'],
  ['k1', 'committee', 't1'],
  ['k2', 'committee', 't2'],
  ['k3', 'committee', 't1'],
  ['b1', 'branch', 'k1'],
  ['b2', 'branch', 'k2'],
  ['g1', 'group', 'b1'],
  ['g2', 'group', 'b2'],
  ['x1', 'external', 'k1'],
  ['x2', 'external', 't2'],
];

/** Some leaves may be missing, and are opened later or never. */
const planting: fc.Arbitrary<Step[]> = fc
  .subarray(['d', 'k3', 'g1', 'g2', 'x1', 'x2'])
  .map((missing) => PLANTED.filter(([unitId]) => !missing.includes(unitId)).map((row) => plantingOf(...row)));

function plantingOf(unitId: string, level: Level, parent?: string): Step {
  const data = {
    unitId,
    level,
    name: { en: unitId, zh: unitId },
    ...(parent === undefined ? {} : { parent }),
    ...(level === 'external' ? { externalKind: EXTERNAL_KINDS[1] } : {}),
  };
  return { command: { type: 'OpenUnit', data }, now: START };
}

const day = fc.integer({ min: 0, max: 60 });
const shift = fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined, freq: 2 });

/** Moves that may well be allowed. */
const likelyMove = fc
  .constantFrom(
    ['k1', 't2'],
    ['k2', 't1'],
    ['b1', 'k2'],
    ['b1', 'k1'],
    ['b2', 'k1'],
    ['g1', 'b2'],
    ['g1', 'b1'],
    ['x1', 't1'],
  )
  .map(([unitId = '', parent = '']) => ({ unitId, parent }));

const command: fc.Arbitrary<UnitCommand> = fc.oneof(
  { weight: 2, arbitrary: opening.map((data) => ({ type: 'OpenUnit' as const, data })) },
  {
    weight: 4,
    arbitrary: fc
      .oneof(likelyMove, likelyMove, fc.record({ unitId: id, parent: id }))
      .map((data) => ({ type: 'MoveUnit' as const, data })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ unitId: id, name }).map((data) => ({ type: 'RenameUnit' as const, data })),
  },
  {
    weight: 3,
    arbitrary: id.map((unitId) => ({ type: 'CloseUnit' as const, data: { unitId, reason: 'r' } })),
  },
);

/** Random commands in the order of their days, some about days before or after. */
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(planting, fc.array(fc.tuple(day, shift, command), { minLength: 5, maxLength: 40, size: 'max' }))
  .map(([planted, rows]) => [
    ...planted,
    ...rows.toSorted(([one], [other]) => one - other).map((row) => stepOf(...row)),
  ]);

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
