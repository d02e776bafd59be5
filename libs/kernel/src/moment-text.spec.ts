import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentText } from './moment-text.js';

const LAST_MOMENT = 8.64e15;

describe('writing a moment', () => {
  it('says what a date says, of any moment and of those that follow it closely', () => {
    const moment = fc.integer({ min: -LAST_MOMENT, max: LAST_MOMENT - 5000 });
    const steps = fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 3 });
    fc.assert(
      fc.property(moment, steps, (first, after) => {
        let at = first;
        for (const step of [0, ...after]) {
          at += step;
          expect(momentText(at)).toBe(new Date(at).toISOString());
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('says what a date says, of moments that meet in one place of its memory', () => {
    const apart = fc.integer({ min: 0, max: 8 }).map((times) => times * 256_000);
    fc.assert(
      fc.property(
        fc.array(apart, { minLength: 2 }),
        fc.double({ min: 0, max: 999.9, noNaN: true }),
        (places, part) => {
          for (const place of places)
            expect(momentText(place + part)).toBe(new Date(place + part).toISOString());
        },
      ),
    );
  });

  it('is refused for what is no moment', () => {
    expect(() => momentText(Number.NaN)).toThrow(RangeError);
    expect(() => momentText(LAST_MOMENT + 1000)).toThrow(RangeError);
  });
});
