import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Level } from './actor.js';
import { isWithin, unitTreeOf, type Unit } from './unit-tree.js';

const tree = unitTreeOf([
  unit('group', 'group', 'branch'),
  unit('branch', 'branch', 'committee'),
  unit('committee', 'committee', 'county'),
  unit('neighbour', 'committee', 'county'),
  unit('county', 'county'),
]);

describe('finding the way through the grid', () => {
  it('leads from the root to the unit, in whatever order the units came', () => {
    expect(tree.pathOf('group')).toEqual(['county', 'committee', 'branch', 'group']);
    expect(tree.pathOf('county')).toEqual(['county']);
  });

  it('knows a unit by its id', () => {
    expect(tree.unit('branch')).toMatchObject({ level: 'branch', parent: 'committee' });
  });

  it('leads nowhere for an unknown unit', () => {
    expect(tree.unit('elsewhere')).toBeUndefined();
    expect(tree.pathOf('elsewhere')).toEqual([]);
    expect(isWithin(tree, 'elsewhere', 'county')).toBe(false);
  });

  it('counts a unit as within itself and within all above it', () => {
    expect(isWithin(tree, 'group', 'group')).toBe(true);
    expect(isWithin(tree, 'group', 'committee')).toBe(true);
    expect(isWithin(tree, 'group', 'neighbour')).toBe(false);
    expect(isWithin(tree, 'committee', 'group')).toBe(false);
  });

  it('gives every unit the path of its parent and itself', () => {
    fc.assert(
      fc.property(anyTree, (units) => {
        const grown = unitTreeOf(units);
        for (const { id, parent } of units)
          expect(grown.pathOf(id)).toEqual([...(parent ? grown.pathOf(parent) : []), id]);
      }),
    );
  });
});

function unit(id: string, level: Level, parent?: string): Unit {
  return { id, level, name: { en: id, zh: id }, open: true, ...(parent ? { parent } : {}) };
}

/** Each unit hangs on one that was made before it; then they are shuffled. */
const anyTree = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((choices) =>
    choices.map((choice, index) =>
      unit(`u${index}`, 'branch', index === 0 ? undefined : `u${choice % index}`),
    ),
  )
  .chain((units) => fc.shuffledSubarray(units, { minLength: units.length }));
