import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { figureOf, wilson } from './figure.js';
import { DEFAULT_MINIMUM } from './report.js';
import { RATES } from './rates.js';

function rate(id: string, numerator: number, denominator: number, minimum = DEFAULT_MINIMUM) {
  const formula = RATES.find((each) => each.id === id);
  if (!formula) throw new Error(`no ${id}`);
  return figureOf(formula, { numerator, denominator }, minimum);
}
const percent = (value: number | null) => (value === null ? null : (value * 100).toFixed(2));

describe('the published figures of Lianyungang', () => {
  // Received 26,898, due 24,932, closed 23,974, closed in time 22,345: bulletin of April 2017.
  it('has a closing rate of 96.16 %', () => {
    expect(percent(rate('closing-rate', 23_974, 24_932).value)).toBe('96.16');
  });

  it('has an on-time closing rate of 89.62 %', () => {
    expect(percent(rate('on-time-closing-rate', 22_345, 24_932).value)).toBe('89.62');
  });

  it('has a first-time completion rate of 98.09 %', () => {
    // The bulletin gives the rate alone; of 23,974 closed, 23,516 without rework round to it.
    expect(percent(rate('first-time-completion-rate', 23_516, 23_974).value)).toBe('98.09');
  });

  it('says too few of the unit with three orders of which one was late, where the bulletin said 66.67 %', () => {
    const figure = rate('on-time-closing-rate', 2, 3);
    expect(figure).toMatchObject({ numerator: 2, denominator: 3, value: null, interval: null, tooFew: true });
    expect(percent(rate('on-time-closing-rate', 2, 3, 1).value)).toBe('66.67');
  });
});

describe('the interval of a share', () => {
  it('is that of Wilson’s formula', () => {
    const { low, high } = wilson({ numerator: 2, denominator: 3 });
    expect(low).toBeCloseTo(0.2077, 4);
    expect(high).toBeCloseTo(0.9385, 4);
    expect(wilson({ numerator: 0, denominator: 10 })).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
  });

  it('holds the share, stays between 0 and 1, and grows narrower with more cases of the same share', () => {
    const shares = fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000));
    fc.assert(
      fc.property(shares, ([denominator, some]) => {
        const numerator = some % (denominator + 1);
        const { low, high } = wilson({ numerator, denominator });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(numerator / denominator);
        expect(high).toBeGreaterThanOrEqual(numerator / denominator);
        const more = wilson({ numerator: numerator * 4, denominator: denominator * 4 });
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });

  it('is refused for what is no share', () => {
    for (const tally of [
      { numerator: 0, denominator: 0 },
      { numerator: 2, denominator: 1 },
    ])
      expect(() => wilson(tally)).toThrow(RangeError);
  });
});
