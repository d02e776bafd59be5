import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';
import { keyOf } from './alarm-clock.js';
import { JOB_NAME, jobIdOf, type AlarmData } from './bullmq.alarm.js';
import type { ArmedAlarm, OpenDeadlines } from './open-deadlines.js';
import type { RedisLink } from './redis.link.js';

/** Only what is due this soon is put into Redis, where an alarm takes about 800 bytes. */
const WINDOW_MS = 48 * 3_600_000;
const TOP_UP_EVERY_MS = 3_600_000;
const LOOK_EVERY_MS = 2_000;
/** A window that could not be filled is tried again after this. */
const TRY_AGAIN_MS = 30_000;
const NUDGE_PAUSE_MS = 1_000;
const NEAR = 512;
const PAGE = 1_000;
/** A job is asked for this much too early and waits in hand: Redis looks for those that are due only now and then. */
const AHEAD_MS = 40;
/** Single adds under way at once: this beats adding in bulk. */
const AT_ONCE = 128;
/** Told alarms that wait for Redis; with more of them the window is filled anew instead. */
const MOST_WAITING = 20_000;
const REMEMBERED = 16_384;

export interface WindowOptions {
  readonly queue: Queue<AlarmData>;
  readonly link: RedisLink;
  readonly open: OpenDeadlines;
  readonly clock: Clock;
}

/** The alarms of the next two days, in Redis; filled again when Redis has lost them. Nobody ever waits for it. */
export class BullmqWindow {
  failures = 0;
  /** Alarms in Redis when it was last looked at. */
  size = 0;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = true;
  private waiting: ArmedAlarm[] = [];
  private isPlacing = false;
  private readonly near = new LRUCache<string, true>({ max: REMEMBERED });
  private nudged: 'no' | 'once' | 'again' = 'no';
  /** What the canary said when the window was filled; Redis without it has lost the window. */
  private canary: string | undefined;
  private filling: object | undefined;
  private filledUntil = 0;
  private fillAgainAt = 0;

  constructor(private readonly options: WindowOptions) {}

  start(): void {
    this.isStopped = false;
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
    this.place([]);
  }

  stop(): void {
    this.isStopped = true;
    this.filling = undefined;
    clearInterval(this.timer);
  }

  /** Puts them into Redis as soon as it answers. */
  place(alarms: readonly ArmedAlarm[]): void {
    const until = this.options.clock.now() + WINDOW_MS;
    const soon = alarms.filter((alarm) => alarm.at < until && !this.near.has(keyOf(alarm)));
    if (this.waiting.length + soon.length > MOST_WAITING) this.isIncomplete();
    else this.waiting.push(...soon);
    if (!this.isPlacing && !this.isStopped) void this.placeWaiting();
  }

  /** Looks for near alarms that nobody has told of; now, and at most once a second. */
  nudge(): void {
    if (this.isStopped) return;
    if (this.nudged !== 'no') this.nudged = 'again';
    else void this.placeNear();
  }

  /** Is the window still there? Called again and again, and when Redis is back. */
  async look(): Promise<void> {
    const { link, queue } = this.options;
    if (this.isStopped) return;
    const wasUp = link.isUp;
    try {
      const canary = await this.readCanary();
      if (canary !== this.canary) this.isLost(canary);
      this.size = await link.ask((client) => client.zcard(queue.toKey('delayed')));
    } catch {
      if (wasUp) this.failures += 1;
      return;
    }
    const now = performance.now();
    if (!this.filling && now >= this.fillAgainAt) void this.fill();
  }

  /** Goes when Redis is emptied, and when it starts anew, maybe from an old snapshot. */
  private readCanary(): Promise<string> {
    const key = this.options.queue.toKey('canary');
    return this.options.link.ask(async (client) => {
      await client.set(key, randomUUID(), 'NX');
      const run = /run_id:(\w+)/.exec(await client.info('server'))?.[1];
      return `${await client.get(key)} in run ${run}`;
    });
  }

  private isLost(canary: string): void {
    this.canary = canary;
    this.near.clear();
    this.filling = undefined;
    this.filledUntil = 0;
    this.fillAgainAt = 0;
  }

  private isIncomplete(): void {
    this.waiting = [];
    this.filledUntil = 0;
    this.fillAgainAt = Math.min(this.fillAgainAt, performance.now() + TRY_AGAIN_MS);
  }

  /** From where it was filled to before; from now on when that is not known. */
  private async fill(): Promise<void> {
    const { open, clock } = this.options;
    const turn = {};
    this.filling = turn;
    this.fillAgainAt = performance.now() + TOP_UP_EVERY_MS;
    const from = Math.max(clock.now(), this.filledUntil);
    const until = clock.now() + WINDOW_MS;
    this.filledUntil = until;
    try {
      let page: readonly ArmedAlarm[] = [];
      do {
        const after = page.at(-1);
        page = await open.page({ from, until, limit: PAGE, ...(after && { after }) });
        await this.addAll(page);
      } while (page.length === PAGE && this.filling === turn);
    } catch {
      this.failures += 1;
      this.isIncomplete();
    }
    if (this.filling === turn) this.filling = undefined;
  }

  private async placeNear(): Promise<void> {
    const { open, clock } = this.options;
    this.nudged = 'once';
    try {
      const now = clock.now();
      this.place(await open.page({ from: now - NUDGE_PAUSE_MS, until: now + WINDOW_MS, limit: NEAR }));
    } catch {
      this.failures += 1;
    }
    setTimeout(() => {
      const again = this.nudged === 'again';
      this.nudged = 'no';
      if (again) this.nudge();
    }, NUDGE_PAUSE_MS).unref();
  }

  private async placeWaiting(): Promise<void> {
    this.isPlacing = true;
    while (this.waiting.length > 0 && !this.isStopped) {
      const alarms = this.waiting.splice(0, PAGE);
      for (const alarm of alarms) this.near.set(keyOf(alarm), true);
      await this.addAll(alarms);
    }
    this.isPlacing = false;
  }

  private async addAll(alarms: readonly ArmedAlarm[]): Promise<void> {
    const left = alarms.values();
    const walk = async () => {
      for (const alarm of left) await this.add(alarm);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
  }

  /** While Redis is away this waits for it, and nobody waits for this. */
  private async add(alarm: ArmedAlarm): Promise<void> {
    const { queue, clock } = this.options;
    // By the trusted time: this process's own may be wrong, and the job's moment must not be.
    const timestamp = Math.round(clock.machineTimeAt(clock.now()));
    try {
      const delay = Math.max(0, Math.ceil(clock.machineTimeAt(alarm.at)) - timestamp - AHEAD_MS);
      await queue.add(JOB_NAME, alarm.at, { jobId: jobIdOf(alarm), timestamp, delay });
    } catch {
      this.failures += 1;
      this.near.delete(keyOf(alarm));
      this.isIncomplete();
    }
  }
}
