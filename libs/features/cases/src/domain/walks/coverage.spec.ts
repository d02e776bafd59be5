import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CASE_EVENT_TYPES } from '../case.codec.js';
import { walks } from './testing.js';

/** Only a new calendar brings it, and those have walks of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['DeadlinesSet']);

/** The rules that the laws beside this file are about. */
const rulesThatBite = [
  'call-backs-missing',
  'case-final',
  'case-merged',
  'hand-over-pending',
  'handler-not-allowed',
  'not-permitted',
  'own-supervision',
  'own-unit',
  'reopen-window-over',
  'return-pending',
  'returns-exhausted',
  'target-not-open',
];

describe('walking at random', () => {
  const attempts = fc.sample(walks, { numRuns: 800, seed: 20_260_302 }).flatMap((world) => world.attempts);

  it('meets every event many times', () => {
    const met = Map.groupBy(
      attempts.flatMap(({ events }) => events),
      ({ type }) => type,
    );
    const rare = CASE_EVENT_TYPES.filter((type) => !ELSEWHERE.has(type) && (met.get(type)?.length ?? 0) < 50);
    expect(rare).toEqual([]);
  });

  it('meets every rule that the laws are about', () => {
    const met = new Set(attempts.flatMap(({ refusal }) => (refusal ? [refusal.code] : [])));
    expect(rulesThatBite.filter((code) => !met.has(code))).toEqual([]);
    expect(met.size).toBeGreaterThanOrEqual(rulesThatBite.length);
  });
});
