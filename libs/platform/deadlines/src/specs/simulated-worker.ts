import { FixedClock } from '#kernel';
import { DeadlineWatch } from '../deadline-watch.js';
import { InMemoryAlarmClock } from '../in-memory.alarm-clock.js';
import { TrustedClock } from '../trusted-clock.js';
import type { SmallLedger } from './small-ledger.js';

/** Longer than any story: the story sweeps by hand. */
const NEVER = 2 ** 30;

/** Time as it is, for everybody; clocks only show it. */
export class World {
  readonly truth: FixedClock;
  private passed = 0;
  private readonly clocks: FixedClock[] = [];

  constructor(start: number) {
    this.truth = new FixedClock(start);
  }

  pass(milliseconds: number): void {
    this.passed += milliseconds;
    for (const clock of [this.truth, ...this.clocks]) clock.advance(milliseconds);
  }

  /** A process's clock, this far ahead. */
  clock(ahead: number): { readonly own: FixedClock; readonly trusted: TrustedClock } {
    const own = new FixedClock(this.truth.now() + ahead);
    this.clocks.push(own);
    return { own, trusted: new TrustedClock(own, () => this.passed) };
  }
}

/** A process that watches, and may die at any moment: nothing it says is heard afterwards. */
export class SimulatedWorker {
  readonly watch: DeadlineWatch;
  private readonly own: FixedClock;
  private isAlive = true;

  constructor(world: World, ledger: SmallLedger, ahead: number) {
    const { own, trusted: clock } = world.clock(ahead);
    this.own = own;
    this.watch = new DeadlineWatch({
      open: ledger,
      fire: async (alarm, lane) => {
        this.throwIfDead();
        const fired = await ledger.fire(alarm, lane);
        this.throwIfDead();
        return fired;
      },
      clock,
      alarmClock: new InMemoryAlarmClock(ledger, clock),
      references: [{ name: 'redis', now: async () => world.truth.now() }],
      sweepEvery: NEVER,
    });
    this.watch.start();
  }

  jump(milliseconds: number): void {
    this.own.advance(milliseconds);
  }

  die(): void {
    this.isAlive = false;
    void this.watch.stop();
  }

  /** A sweep may find that it is dead. */
  async sweep(): Promise<void> {
    await this.watch.sweep().catch(() => {});
  }

  private throwIfDead(): void {
    if (!this.isAlive) throw new Error('this process is dead');
  }
}
