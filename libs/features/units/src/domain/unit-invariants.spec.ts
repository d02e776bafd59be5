import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, IDS, lastOf, momentsOf, play, START, steps } from './unit-history.contract.js';
import { PARENT_LEVELS } from './unit.decider.js';
import type { UnitCommand } from './unit.commands.js';
import type { Units } from './unit.state.js';
import { UnitTreeAt } from './unit-tree.js';

describe('whatever is done to the tree', () => {
  it('has, at every moment, open units of the right level above every open unit, and no cycle', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const state = lastOf(play(steps).states);
        for (const time of momentsOf(state)) requireSound(state, time);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change between two dates of change', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -30, max: 90 }), (steps, day) => {
        const state = lastOf(play(steps).states);
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
        const { states } = play(forward);
        const last = lastOf(states);
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
        const { states } = play(steps);
        for (const [index] of states.entries()) {
          const again = play(steps).states[index];
          if (again) taken.push(snapshot(again));
        }
        expect(states.map(snapshot)).toEqual(taken);
      }),
      { numRuns: 20 },
    );
  });
});

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

function withoutDate({ type, data }: UnitCommand): UnitCommand {
  const { from: _, ...undated } = data;
  return { type, data: undated } as UnitCommand;
}
