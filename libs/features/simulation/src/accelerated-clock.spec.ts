import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AcceleratedClock } from './accelerated-clock.js';

const START = Date.parse('2026-03-02T00:00:00+08:00');
let machine = 0;
let clock: AcceleratedClock;
beforeEach(() => {
  machine = 0;
  clock = new AcceleratedClock(START, 1440, () => machine);
});

describe('running a clock faster than the machine', () => {
  it('stands still until it is told to run', () => {
    machine += 5000;

    expect(clock.now()).toBe(START);
  });

  it('makes a day of a minute', () => {
    clock.runUntil(START + 2 * 86_400_000);
    machine += 60_000;

    expect(clock.now()).toBe(START + 86_400_000);
    expect(clock.machineTimeFor(86_400_000)).toBe(60_000);
  });

  it('stands at its limit, and goes on from there and not from where it would have been', () => {
    clock.runUntil(START + 1000);
    machine += 60_000;
    expect(clock.now()).toBe(START + 1000);
    clock.runUntil(START + 10_000_000);
    expect(clock.now()).toBe(START + 1000);
    machine += 1;
    expect(clock.now()).toBe(START + 2440);
  });

  it('never goes back, and never past its limit', () => {
    const move = fc.record({ machine: fc.nat(10_000), limit: fc.integer({ min: -1000, max: 20_000_000 }) });
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let [time, before, allowed] = [0, START, START];
        const running = new AcceleratedClock(START, 720, () => time);
        for (const { machine: passed, limit } of moves) {
          running.runUntil(START + limit);
          allowed = Math.max(allowed, START + limit);
          time += passed;
          const now = running.now();
          expect(now).toBeGreaterThanOrEqual(before);
          expect(now).toBeLessThanOrEqual(allowed);
          before = now;
        }
      }),
    );
  });
});
