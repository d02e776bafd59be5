import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';
import { AlarmClock, keyOf, type AlarmClockHealth, type Ring } from './alarm-clock.js';
import type { ArmedAlarm, OpenDeadlines } from './open-deadlines.js';
import { inSlices } from './slices.js';
import { Upcoming } from './upcoming.js';

const PAGE = 512;
/** Also the longest deafness to a clock that was set, or to a machine that slept; far below what a timer can hold. */
const LONGEST_SLEEP_MS = 1_000;
/**
 * Alarms up to so far ahead are kept at hand, in the machine's time: what a command arms lies further away as a rule, and
 * a look after it finds next to nothing.
 */
const HORIZON_MS = 600_000;
/** What became visible this long after its time is still rung for; older things are the sweep's. */
const JUST_NOW_MS = 1_000;
/** Looking at the read model may take one part in so many of the time. */
const LOOK_SHARE = 10;
const SHORTEST_LOOK_PAUSE_MS = 20;
const REMEMBERED = 16_384;

/** The embedded alarm clock: sleeps until the next alarm that the read model knows of. */
export class InProcessAlarmClock extends AlarmClock {
  private readonly upcoming = new Upcoming();
  private readonly rung = new LRUCache<string, true>({ max: REMEMBERED });
  private ring: Ring | undefined;
  private running: Promise<void> = Promise.resolve();
  private wake: () => void = () => {};
  private held = false;
  private failures = 0;
  private isStale = false;
  /** Monotonic; no look at the read model before. */
  private lookAgainAt = 0;
  /** By the clock: what rings before is at hand. */
  private seenUntil: number | undefined;
  private last: ArmedAlarm | undefined;
  private hasMore = false;

  constructor(
    private readonly open: OpenDeadlines,
    private readonly clock: Clock,
  ) {
    super();
  }

  start(ring: Ring): void {
    this.ring = ring;
    this.isStale = true;
    this.running = this.run();
  }

  arm(alarms: readonly ArmedAlarm[]): void {
    this.take(alarms.filter(({ at }) => !this.hasMore || (this.last !== undefined && at <= this.last.at)));
    this.wake();
  }

  nudge(): void {
    this.isStale = true;
    this.wake();
  }

  hold(held: boolean): void {
    this.held = held;
    this.wake();
  }

  health(): AlarmClockHealth {
    return { kind: 'in-process', connected: true, window: this.upcoming.size, failures: this.failures };
  }

  async stop(): Promise<void> {
    this.ring = undefined;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.ring) {
      const due = this.held ? [] : this.upcoming.takeUntil(this.clock.now());
      if (due.length > 0) await this.ringFor(due);
      else if (this.upcoming.size === 0 && this.hasMore) await this.look(this.last);
      else if (this.mustLook() && performance.now() >= this.lookAgainAt) await this.look();
      else await this.sleep();
    }
  }

  private async ringFor(due: readonly ArmedAlarm[]): Promise<void> {
    const ring = async (alarm: ArmedAlarm) => {
      this.rung.set(keyOf(alarm), true);
      return this.ring?.(alarm);
    };
    await inSlices(due, ring, () => this.ring === undefined);
  }

  private mustLook(): boolean {
    return this.isStale || this.clock.now() >= (this.seenUntil ?? 0) - this.horizon() / 2;
  }

  /** In the clock's own time, which may run faster than the machine's. */
  private horizon(): number {
    const now = this.clock.now();
    const machine = this.clock.machineTimeAt(now + HORIZON_MS) - this.clock.machineTimeAt(now);
    return HORIZON_MS * (HORIZON_MS / machine);
  }

  /** The next page after this alarm, or the first one from now on; where time has leapt, from where it was seen last. */
  private async look(after?: ArmedAlarm): Promise<void> {
    const began = performance.now();
    const now = this.clock.now();
    const from = Math.min(now - JUST_NOW_MS, this.seenUntil ?? now);
    const until = after ? (this.seenUntil ?? now) : now + this.horizon();
    if (!after) this.isStale = false;
    try {
      const page = await this.open.page({ ...(after ? { after } : { from }), until, limit: PAGE });
      this.seenUntil = until;
      this.last = page.at(-1);
      this.hasMore = page.length === PAGE;
      this.take(page);
    } catch {
      this.failures += 1;
      this.isStale = true;
      this.hasMore = false;
      this.lookAgainAt = performance.now() + LONGEST_SLEEP_MS;
      return;
    }
    const took = performance.now() - began;
    this.lookAgainAt = performance.now() + Math.max(SHORTEST_LOOK_PAUSE_MS, took * LOOK_SHARE);
  }

  private take(alarms: readonly ArmedAlarm[]): void {
    const cut = this.upcoming.add(alarms.filter((alarm) => !this.rung.has(keyOf(alarm))));
    if (!cut) return;
    this.last = cut;
    this.hasMore = true;
  }

  private untilNext(): number {
    const next = this.upcoming.next();
    const { clock } = this;
    return next === undefined ? Infinity : clock.machineTimeAt(next) - clock.machineTimeAt(clock.now());
  }

  private async sleep(): Promise<void> {
    const untilDue = this.held ? LONGEST_SLEEP_MS : this.untilNext();
    const untilLook = this.isStale ? this.lookAgainAt - performance.now() : LONGEST_SLEEP_MS;
    const pause = Math.max(1, Math.min(Math.ceil(untilDue), Math.ceil(untilLook), LONGEST_SLEEP_MS));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause).unref();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
  }
}
