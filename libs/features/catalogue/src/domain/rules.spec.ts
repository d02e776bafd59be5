import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { STAGE_NAMES, type CatalogueContent } from '#kernel';
import { contentHashOf, versionOf } from '../content-hash.js';
import { flawsOf } from './check/content-check.js';
import { bookOf, rulesOf } from './rules.js';
import { bent, smallCatalogue } from './specs/small-catalogue.js';
import { someContent } from './specs/some-content.js';

const rules = rulesOf(versionOf(smallCatalogue));
const STAGES = [...STAGE_NAMES, 'reopened' as const];

describe('deciding by a catalogue', () => {
  it('takes the limit of the type, else the one of the catalogue', () => {
    expect(rules.limitOf('040101', 'handle')?.limit).toEqual({ unit: 'working-days', amount: 3 });
    expect(rules.limitOf('129999', 'handle')?.limit).toMatchObject({ amount: 7 });
    expect(rules.limitOf('999999', 'sign')?.limit).toMatchObject({ amount: 0.25 });
    expect(rules.limitOf('040101', 'verify')).toBeUndefined();
  });

  it('finds a ladder by its code; without one there are no rungs', () => {
    expect(rules.ladder('standard')).toHaveLength(3);
    expect(rules.ladder(undefined)).toEqual([]);
    expect(rules.ladder('constructor')).toEqual([]);
  });

  it('answers for every content that the check accepts', () => {
    let accepted = 0;
    const answers = fc.property(someContent, fc.string(), (content, name) => {
      if (flawsOf(content).length > 0) return;
      accepted += 1;
      const known = rulesOf(versionOf(content));
      for (const code of [...known.types.keys(), name]) {
        for (const stage of STAGES) {
          const ladder = known.limitOf(code, stage)?.ladder;
          expect(Array.isArray(known.ladder(ladder))).toBe(true);
          if (ladder !== undefined) expect(known.ladder(ladder)).toBe(content.ladders[ladder]);
        }
      }
      expect(known.ladder(name)).toEqual(Object.hasOwn(content.ladders, name) ? content.ladders[name] : []);
    });
    fc.assert(answers, { numRuns: 200 });
    expect(accepted).toBeGreaterThan(20);
  });
});

describe('knowing a content by its hash', () => {
  it('gives the same hash whatever the order of its fields', () => {
    const sameHash = fc.property(someContent, fc.infiniteStream(fc.nat()), (content, dice) => {
      expect(contentHashOf(shuffled(content, dice) as CatalogueContent)).toBe(contentHashOf(content));
    });
    fc.assert(sameHash, { numRuns: 100 });
  });

  it('gives another hash to another content', () => {
    expect(contentHashOf(smallCatalogue)).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHashOf(bent({ '/policy/returns': 3 }))).not.toBe(contentHashOf(smallCatalogue));
  });
});

describe('looking up versions', () => {
  const next = versionOf(bent({ '/policy/returns': 3 }), 2);

  it('has none before the first', () => {
    expect(bookOf([])).toBeUndefined();
  });

  it('goes by the last one, and finds every other by its hash', () => {
    const book = bookOf([versionOf(smallCatalogue), next]);
    expect(book?.current).toMatchObject({ version: 2, hash: next.hash, policy: { returns: 3 } });
    expect(book?.at(contentHashOf(smallCatalogue))).toMatchObject({ version: 1, policy: { returns: 2 } });
    expect(book?.at('unheard of')).toBeUndefined();
  });

  it('knows a content that came back by its latest version', () => {
    const book = bookOf([versionOf(smallCatalogue), next, versionOf(smallCatalogue, 3)]);
    expect(book?.current.version).toBe(3);
    expect(book?.at(contentHashOf(smallCatalogue))?.version).toBe(3);
  });
});

function shuffled(value: unknown, dice: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => shuffled(item, dice));
  if (typeof value !== 'object' || value === null) return value;
  const drawn = Object.entries(value).map(([key, inner]) => ({
    at: Number(dice.next().value),
    field: [key, shuffled(inner, dice)] as const,
  }));
  return Object.fromEntries(drawn.toSorted((one, other) => one.at - other.at).map(({ field }) => field));
}
