import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastOf, momentsOf, play, steps } from '../../domain/unit-history.contract.js';
import type { UnitEvent } from '../../domain/unit.events.js';
import { UnitTreeAt } from '../../domain/unit-tree.js';
import { versionsAfter, type UnitVersionRow } from './unit-list.table.js';

function tableOf(events: readonly UnitEvent[]): ReadonlyMap<string, readonly UnitVersionRow[]> {
  const table = new Map<string, readonly UnitVersionRow[]>();
  for (const event of events) {
    const { unitId } = event.data;
    table.set(unitId, versionsAfter(table.get(unitId) ?? [], event));
  }
  return table;
}

describe('keeping every version of a unit', () => {
  it('reads, as of every moment, what the tree says', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const { events, states } = play(steps);
        const table = tableOf(events);
        const state = lastOf(states);
        for (const time of momentsOf(state)) {
          const tree = new UnitTreeAt(state, time);
          for (const [id, versions] of table) expect(readingAt(versions, time)).toEqual(unitIn(tree, id));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves no gap, no overlap, and nothing said twice', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        for (const versions of tableOf(play(steps).events).values()) {
          const [, ...later] = versions;
          later.forEach((version, index) => {
            expect(version.valid_from).toBe(versions[index]?.valid_until);
            expect({ ...version, ...NO_DATES }).not.toEqual({ ...versions[index], ...NO_DATES });
          });
        }
      }),
    );
  });
});

const NO_DATES = { valid_from: 0, valid_until: 0 };

function readingAt(versions: readonly UnitVersionRow[], time: number) {
  const row = versions.find(({ valid_from, valid_until }) => valid_from <= time && time < valid_until);
  return row && { parent: row.parent, name: row.name_en, open: row.open === 1 };
}

function unitIn(tree: UnitTreeAt, id: string) {
  const unit = tree.unit(id);
  return unit && { parent: unit.parent ?? null, name: unit.name.en, open: unit.open };
}
