import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PersistentMap } from './persistent-map.js';

describe('keeping a map that never changes', () => {
  it('answers like a plain map, whatever was put in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.integer())), (entries) => {
        const model = new Map(entries);
        const map = entries.reduce(
          (built, [key, value]) => built.with(key, value),
          PersistentMap.empty<number>(),
        );
        expect(map.size).toBe(model.size);
        expect([...map.values()].toSorted((a, b) => a - b)).toEqual(
          [...model.values()].toSorted((a, b) => a - b),
        );
        for (const [key, value] of model) expect(map.get(key)).toBe(value);
      }),
    );
  });

  it('gives the same for many entries at once as one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.integer())), (entries) => {
        const map = PersistentMap.empty<number>().withAll(entries);
        expect(map.size).toBe(new Map(entries).size);
        for (const [key, value] of new Map(entries)) expect(map.get(key)).toBe(value);
      }),
    );
  });

  it('leaves the earlier map as it was', () => {
    const before = PersistentMap.empty<number>().with('a', 1);
    const after = before.with('a', 2).with('b', 3);
    expect([before.get('a'), before.get('b'), before.size]).toEqual([1, undefined, 1]);
    expect([after.get('a'), after.get('b'), after.size]).toEqual([2, 3, 2]);
  });
});
