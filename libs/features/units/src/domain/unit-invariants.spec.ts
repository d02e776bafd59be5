import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, IDS, lastOf, momentsOf, play, START, steps } from './unit-history.contract.js';
import { PARENT_LEVELS } from './unit.decider.js';
import type { UnitCommand } from './unit.commands.js';
import type { UnitRecord, Units } from './unit.state.js';
import { UnitTreeAt } from './unit-tree.js';

describe('whatever is done to the tree', () => {
  it('has, at every moment, open units of the right level above every open unit, and no cycle', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const state = lastOf(play(steps).states);
        expect(momentsOf(state).flatMap((time) => faultsIn(state, time))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('does not change between two dates of change', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -30, max: 90 }), (steps, day) => {
        const state = lastOf(play(steps).states);
        const tree = new UnitTreeAt(state, START + day * DAY);
        const next = tree.nextChange();
        expect(reading(state, next === Number.POSITIVE_INFINITY ? next : next - 1)).toBe(
          reading(state, tree.time),
        );
      }),
    );
  });

  it('reads the past as it was read then, as long as nothing is dated back', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 50 }), (steps, upTo) => {
        const forward = steps.map(({ command, now }) => ({ command: withoutDate(command), now }));
        const then = lastOf(play(forward.slice(0, upTo)).states);
        const now = lastOf(play(forward).states);
        for (const time of momentsOf(then).filter((moment) => moment < then.lastChange)) {
          expect(reading(now, time)).toBe(reading(then, time));
        }
      }),
    );
  });

  it('never changes a state that was handed out', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 50 }), (steps, upTo) => {
        const snapshots = (states: readonly Units[]) =>
          states.map(({ records }) => JSON.stringify([...records.values()]));
        const short = snapshots(play(steps.slice(0, upTo)).states);
        expect(snapshots(play(steps).states).slice(0, short.length)).toEqual(short);
      }),
    );
  });
});

function reading(state: Units, time: number): string {
  const tree = new UnitTreeAt(state, time);
  return JSON.stringify(IDS.map((id) => [tree.unit(id), tree.pathOf(id)]));
}

function faultsIn(state: Units, time: number): readonly string[] {
  const tree = new UnitTreeAt(state, time);
  return [...state.records.values()]
    .map((record) => [record.id, faultOf(record, tree)] as const)
    .flatMap(([id, fault]) => (fault ? [`${id}: ${fault}`] : []));
}

function faultOf({ id, level, opened }: UnitRecord, tree: UnitTreeAt): string | undefined {
  const unit = tree.unit(id);
  if ((unit !== undefined) !== tree.time >= opened)
    return 'it is there before it opens, or not there afterwards';
  if (!unit?.open) return undefined;
  const path = tree.pathOf(id);
  if (new Set(path).size < path.length) return 'a cycle';
  if (tree.unit(path[0] ?? '')?.level !== 'county') return 'no county above';
  if (unit.parent === undefined) return level === 'county' ? undefined : 'no unit above';
  const parent = tree.unit(unit.parent);
  if (!parent?.open) return 'the unit above is not open';
  return PARENT_LEVELS[level].includes(parent.level) ? undefined : `below a ${parent.level}`;
}

function withoutDate({ type, data }: UnitCommand): UnitCommand {
  const { from: _, ...undated } = data;
  return { type, data: undated } as UnitCommand;
}
