import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyOf } from './alarm-clock.js';
import type { ArmedAlarm } from './open-deadlines.js';
import { SimulatedWorker, World } from './specs/simulated-worker.js';
import { SmallLedger } from './specs/small-ledger.js';
import { NOON } from './specs/standing-clock.js';

const TICK = 500;
const SWEEP_EVERY = 5_000;
const FURTHEST = 15_000;
const CASES = 8;
/** What a comparison of clocks leaves open, in milliseconds, where it may only be late. */
const UNSURE = 500;
/** A step that is not drift any more. */
const step = fc.integer({ min: 100, max: 60_000 });

const workerNumber = fc.nat({ max: 2 });
const deed = fc.oneof(
  fc.record({
    kind: fc.constant('arm' as const),
    subject: fc.nat({ max: CASES - 1 }),
    in: fc.integer({ min: -2_000, max: FURTHEST }),
    isTold: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('ring-again' as const), nth: fc.nat() }),
  fc.record({ kind: fc.constant('nudge' as const), worker: workerNumber }),
  fc.record({ kind: fc.constant('jump-ahead' as const), worker: workerNumber, by: step }),
  fc.record({ kind: fc.constant('die' as const), worker: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    kind: fc.constant('start' as const),
    worker: workerNumber,
    ahead: fc.oneof(fc.constant(0), step),
  }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Some> ? Some : never;
const story = fc.array(fc.array(deed, { maxLength: 4 }), { minLength: 10, maxLength: 40 });

describe('several workers with crashes, repetitions, lost alarms and wrong clocks', () => {
  it('fire each armed alarm once, never early, and within one sweep', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (ticks) => {
        const telling = new Story();
        for (const deeds of ticks) await telling.tick(deeds);
        for (let rest = 0; rest < (FURTHEST + SWEEP_EVERY) / TICK; rest += 1) await telling.tick([]);
        telling.judge();
        await telling.end();
      }),
      { numRuns: 60 },
    );
  });
});

class Story {
  private readonly world = new World(NOON);
  private readonly ledger = new SmallLedger(this.world.truth);
  private readonly workers: (SimulatedWorker | undefined)[] = [];
  /** With the moment they were armed. */
  private readonly armed: { readonly alarm: ArmedAlarm; readonly since: number }[] = [];
  private ticks = 0;

  constructor() {
    this.workers[0] = new SimulatedWorker(this.world, this.ledger, 0);
  }

  async tick(deeds: readonly Deed[]): Promise<void> {
    this.world.pass(TICK);
    this.ticks += 1;
    for (const each of deeds) {
      this.do(each);
      await nextTurn();
    }
    const isTime = (this.ticks * TICK) % SWEEP_EVERY === 0;
    if (isTime) await Promise.all(this.workers.map(async (worker) => worker?.sweep()));
    for (let turn = 0; turn < 10; turn += 1) await nextTurn();
  }

  judge(): void {
    const firings = Map.groupBy(this.ledger.fired, ({ alarm }) => keyOf(alarm));
    for (const [index, { alarm, since }] of this.armed.entries()) {
      const fired = firings.get(keyOf(alarm)) ?? [];
      const next = this.armed.slice(index + 1).find((other) => other.alarm.subject === alarm.subject);
      // A deadline that was moved in time fires under its new version alone.
      if (next && fired.length === 0) {
        expect(next.since).toBeLessThanOrEqual(this.latest(alarm, since));
        continue;
      }
      expect(fired).toHaveLength(1);
      expect(fired[0]?.at).toBeGreaterThanOrEqual(alarm.at);
      expect(fired[0]?.at).toBeLessThanOrEqual(this.latest(alarm, since));
    }
  }

  async end(): Promise<void> {
    for (const worker of this.workers) await worker?.watch.stop();
  }

  private latest({ at }: ArmedAlarm, since: number): number {
    return Math.max(at, since) + SWEEP_EVERY + TICK + UNSURE;
  }

  private do(each: Deed): void {
    switch (each.kind) {
      case 'arm':
        return this.arm(each.subject, this.world.truth.now() + each.in, each.isTold);
      case 'ring-again': {
        const again = this.armed[each.nth % Math.max(1, this.armed.length)];
        return again && this.workers.forEach((worker) => worker?.watch.arm([again.alarm]));
      }
      case 'nudge':
        return this.workers[each.worker]?.watch.nudge();
      case 'jump-ahead':
        return this.workers[each.worker]?.jump(each.by);
      case 'die':
        this.workers[each.worker]?.die();
        this.workers[each.worker] = undefined;
        return undefined;
      case 'start':
        this.workers[each.worker] ??= new SimulatedWorker(this.world, this.ledger, each.ahead);
        return undefined;
    }
  }

  private arm(subject: number, at: number, isTold: boolean): void {
    const alarm = this.ledger.arm(`case-${subject}`, at);
    this.armed.push({ alarm, since: this.world.truth.now() });
    if (isTold) for (const worker of this.workers) worker?.watch.arm([alarm]);
  }
}
