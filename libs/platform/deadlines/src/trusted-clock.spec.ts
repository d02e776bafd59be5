import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '#kernel';
import { ClockComparison, type Skew } from './clock-comparison.js';
import { NOON } from './specs/standing-clock.js';
import { TrustedClock } from './trusted-clock.js';

describe('trusting a clock', () => {
  it('believes the process where there is nothing to compare with', () => {
    const own = new FixedClock(NOON);
    const clock = new TrustedClock(own);
    own.advance(86_400_000);
    expect(clock.now()).toBe(own.now());
    expect(clock.hasJumped()).toBe(false);
  });

  it('does not believe a jump forwards before the next comparison', () => {
    const { own, clock, goOn } = anchored();
    goOn(1_000);
    own.advance(30_000);
    expect(clock.hasJumped()).toBe(true);
    expect(clock.now()).toBeGreaterThanOrEqual(NOON + 1_000);
    expect(clock.now()).toBeLessThan(NOON + 1_002);
    clock.correct(0, clock.read());
    expect(clock.now()).toBe(NOON + 31_000);
  });

  it('follows a jump back at once: late is better than early', () => {
    const { own, clock, goOn } = anchored();
    goOn(1_000);
    own.advance(-30_000);
    expect(clock.hasJumped()).toBe(true);
    expect(clock.now()).toBe(NOON - 29_000);
  });
});

describe('comparing clocks', () => {
  it.each([
    ['one that is ahead of it', [5_000], 0],
    ['one that is behind it', [-5_000], -5_000],
    ['one that says the same', [0], 0],
    ['one that is a little behind it', [-20], -20],
    ['two that agree', [-30_000, -30_001], -30_000],
    ['two that agree, ahead', [30_000, 30_001], 30_000],
    ['two of which one is wrong', [-86_400_000, 10], 0],
  ])('with %s', async (_, offsets, correction) => {
    const { clock, skew } = await compared(offsets);
    const by = clock.now() - NOON;
    expect(by).toBeLessThanOrEqual(correction);
    expect(by).toBeGreaterThan(correction - 250);
    expect(skew?.isApart).toBe(offsets.some((offset) => Math.abs(offset) > 2_000));
  });

  it('says nothing when none of them answers', async () => {
    const { clock, skew } = await compared([undefined]);
    expect(skew).toBeUndefined();
    expect(clock.now()).toBe(NOON);
  });
});

async function compared(offsets: readonly (number | undefined)[]) {
  const clock = new TrustedClock(new FixedClock(NOON));
  const references = offsets.map((offset, index) => ({
    name: `clock ${index}`,
    now: async () => {
      if (offset === undefined) throw new Error('no answer');
      return NOON + offset;
    },
  }));
  let skew: Skew | undefined;
  const onCompared = (found: Skew) => (skew = found);
  const comparison = new ClockComparison({ clock, references, every: 60_000, onCompared });
  await comparison.compare();
  return { clock, skew };
}

/** A clock just compared, whose monotonic time goes on by hand. */
function anchored() {
  const own = new FixedClock(NOON);
  let monotonic = 0;
  const clock = new TrustedClock(own, () => monotonic);
  clock.correct(0, clock.read());
  const goOn = (milliseconds: number) => {
    monotonic += milliseconds;
    own.advance(milliseconds);
  };
  return { own, clock, goOn };
}
