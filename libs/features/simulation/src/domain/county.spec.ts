import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitsLevel, unitTreeOf, type Level } from '#kernel';
import { Chance } from './chance.js';
import { countyOf, NANHAI, scaled, type County } from './county.js';

describe('drawing up a county', () => {
  it('has what is published of Nanhai', () => {
    const county = countyOf(NANHAI, new Chance('1'));

    expect(levelsOf(county)).toEqual({
      county: 1,
      town: 7,
      committee: 286,
      branch: 1748,
      group: 5156,
      external: 21,
    });
    expect(householdsIn(county)).toBe(1_200_000);
  });

  it('stays whole at every scale: parents first, no empty level, everybody where his role belongs', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.0001, max: 0.2, noNaN: true }), fc.string(), (scale, seed) => {
        const size = scaled(NANHAI, scale);
        const county = countyOf(size, new Chance(seed));
        const levels = levelsOf(county);
        expect(levels).toMatchObject({
          town: size.towns,
          committee: size.committees,
          branch: size.branches,
          group: size.groups,
        });
        expect(householdsIn(county)).toBe(size.households);
        expectSound(county);
      }),
      { numRuns: 50 },
    );
  });

  it('covers no household less than none, and spreads them by the seed', () => {
    const [one, other] = ['a', 'b'].map(
      (seed) => countyOf(scaled(NANHAI, 0.05), new Chance(seed)).neighbourhoods,
    );

    expect(Math.min(...(one ?? []).map(({ households }) => households))).toBeGreaterThan(0);
    expect(one).not.toEqual(other);
  });
});

function levelsOf({ units }: County): Partial<Record<Level, number>> {
  const counts: Partial<Record<Level, number>> = {};
  for (const { level } of units) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

function householdsIn({ neighbourhoods }: County): number {
  return neighbourhoods.reduce((sum, { households }) => sum + households, 0);
}

function expectSound({ units, seats, neighbourhoods }: County): void {
  const seen = new Set<string>();
  for (const { unitId, parent } of units) {
    expect(unitId).toMatch(/^[\w-]{1,64}$/);
    expect(seen.has(unitId)).toBe(false);
    if (parent !== undefined) expect(seen.has(parent)).toBe(true);
    seen.add(unitId);
  }
  const tree = unitTreeOf(
    units.map(({ unitId: id, level, parent, name }) => ({
      id,
      level,
      name,
      open: true,
      ...(parent && { parent }),
    })),
  );
  for (const { role, unit } of seats) expect(fitsLevel(role, tree.unit(unit)?.level)).toBe(true);
  for (const { group, branch, committee, town, externals } of neighbourhoods) {
    expect(tree.pathOf(group)).toEqual(['sim', town, committee, branch, group]);
    for (const external of externals) expect(tree.pathOf(external)).toEqual(['sim', town, external]);
  }
}
