import { describe, expect, it } from '@jest/globals';
import { county, grid, NEXT_YEAR, openedAt, TODAY, treeOf } from './specs/small-grid.js';

describe('reading the tree as of a time', () => {
  const planned = openedAt(NEXT_YEAR, 't', 'town', 'c');

  it('does not know a unit before it opens', () => {
    expect(treeOf([county, planned], TODAY).unit('t')).toBeUndefined();
    expect(treeOf([county, planned], TODAY).pathOf('t')).toEqual([]);
    expect(treeOf([county, planned], NEXT_YEAR).unit('t')).toBeDefined();
  });

  it('says until when it holds', () => {
    expect(treeOf([county, planned], TODAY).nextChange()).toBe(Date.parse(NEXT_YEAR));
    expect(treeOf([county, planned], NEXT_YEAR).nextChange()).toBe(Number.POSITIVE_INFINITY);
  });

  it('finds the committee of a unit', () => {
    const tree = treeOf(grid, TODAY);
    expect([tree.committeeOf('g'), tree.committeeOf('k'), tree.committeeOf('t')]).toEqual([
      'k',
      'k',
      undefined,
    ]);
  });
});
