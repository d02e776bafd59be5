import type { Definition, Tally } from './formula.js';

/** Where the true share lies, with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One number of a report, with what it is made of. */
export interface Figure extends Tally {
  readonly definition: Definition;
  /** A share or ratio as a fraction, a mean, hours, or the count itself; null: too few cases to say, or none. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly tooFew: boolean;
}

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927): never below 0 nor above 1, and honest for few cases.
 * @throws RangeError when the share is none
 */
export function wilson({ numerator, denominator }: Tally): Interval {
  if (denominator <= 0 || numerator < 0 || numerator > denominator)
    throw new RangeError(`${numerator} of ${denominator} is no share`);
  const share = numerator / denominator;
  const middle = share + (Z * Z) / (2 * denominator);
  const reach = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * denominator)) / denominator);
  const scale = 1 + (Z * Z) / denominator;
  return {
    low: numerator === 0 ? 0 : Math.max(0, (middle - reach) / scale),
    high: numerator === denominator ? 1 : Math.min(1, (middle + reach) / scale),
  };
}

/** A number that fewer cases than `minimum` stand behind is not shown: a unit with three orders has no rate. */
export function figureOf(definition: Definition, tally: Tally, minimum: number): Figure {
  const { numerator, denominator } = tally;
  if (definition.kind === 'count')
    return { definition, ...tally, value: numerator, interval: null, tooFew: false };
  const tooFew = denominator < Math.max(1, minimum);
  return {
    definition,
    ...tally,
    value: tooFew ? null : numerator / denominator,
    interval: !tooFew && definition.kind === 'share' ? wilson(tally) : null,
    tooFew,
  };
}

const HOUR_MS = 3_600_000;

/** `count` times of which `median` is the middle, milliseconds. */
export function medianFigureOf(
  definition: Definition,
  count: number,
  median: number | undefined,
  minimum: number,
): Figure {
  const tooFew = count < Math.max(1, minimum);
  const value = tooFew || median === undefined ? null : median / HOUR_MS;
  return { definition, numerator: count, denominator: count, value, interval: null, tooFew };
}
