import { setTimeout as sleep } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { DelayedError, type Job, type Queue } from 'bullmq';
import type { Bilingual, Clock } from '#kernel';
import { AlarmClock, type AlarmClockHealth, type Ring, type TimeReference } from './alarm-clock.js';
import { alarmOf, type AlarmData } from './bullmq.alarm.js';
import type { AlarmProcessor } from './bullmq.processor.js';
import { BullmqWindow } from './bullmq.window.js';
import type { ArmedAlarm, OpenDeadlines } from './open-deadlines.js';
import { unfitnessOf } from './redis.fitness.js';
import { RedisLink } from './redis.link.js';

/** A job that comes this much too early waits in hand; one that is earlier goes back into the queue. */
const WAIT_IN_HAND_MS = 250;
const HELD_PAUSE_MS = 1_000;
/** A queue that cannot be closed in this time is dropped: it holds nothing that could be lost. */
const CLOSE_WITHIN_MS = 2_000;

export interface BullmqOptions {
  readonly url: string;
  readonly queue: Queue<AlarmData>;
  readonly processor: AlarmProcessor;
  readonly open: OpenDeadlines;
  readonly clock: Clock;
  readonly tell: (news: Bilingual) => void;
}

/** Delayed jobs of BullMQ as alarms: for services of several processes. What Redis forgets is put there again. */
export class BullmqAlarmClock extends AlarmClock implements OnModuleDestroy {
  override readonly reference: TimeReference;
  private readonly link: RedisLink;
  private readonly window: BullmqWindow;
  private ring: Ring | undefined;
  private held = false;
  private readonly taken = new Set<Promise<void>>();
  private stopping: Promise<void> | undefined;

  constructor(private readonly options: BullmqOptions) {
    super();
    const { url, tell, processor, queue, open, clock } = options;
    this.link = new RedisLink({ url, tell, setting: 'REDIS_URL', onUp: () => void this.isUp() });
    this.window = new BullmqWindow({ queue, open, clock, link: this.link });
    this.reference = { name: 'redis', now: () => this.link.time() };
    processor.workWith((job, token) => this.take(job, token));
    queue.on('error', () => {});
    this.link.start();
  }

  start(ring: Ring): void {
    this.ring = ring;
    this.window.start();
    this.run();
  }

  arm(alarms: readonly ArmedAlarm[]): void {
    if (!this.stopping) this.window.place(alarms);
  }

  nudge(): void {
    this.window.nudge();
  }

  hold(held: boolean): void {
    this.held = held;
    if (held && this.ring) void this.options.processor.worker.pause(true);
    else this.run();
  }

  health(): AlarmClockHealth {
    const { failures, size: window } = this.window;
    return { kind: 'bullmq', connected: this.link.isUp, window, failures };
  }

  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  /** Before Nest closes queue and worker in its own way, which would wait for a Redis that is away. */
  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  private run(): void {
    const { worker } = this.options.processor;
    if (this.held || !this.ring || this.stopping) return;
    if (worker.isPaused()) void worker.resume();
    else if (!worker.isRunning()) worker.run().catch(() => {});
  }

  private async isUp(): Promise<void> {
    try {
      (await unfitnessOf(this.link.client)).forEach(this.options.tell);
      await this.window.look();
    } catch {
      // It went away again; the link has said so.
    }
  }

  private take(job: Job<AlarmData>, token: string | undefined): Promise<void> {
    const taken = this.ringFor(job, token).finally(() => this.taken.delete(taken));
    this.taken.add(taken);
    return taken;
  }

  private async ringFor(job: Job<AlarmData>, token: string | undefined): Promise<void> {
    const alarm = alarmOf(job.id, job.data);
    // A timer may ring a little before its time.
    for (let early = this.untilDue(alarm); early > 0 && !this.held; early = this.untilDue(alarm)) {
      if (early > WAIT_IN_HAND_MS) return again(job, token, early);
      await sleep(Math.ceil(early));
    }
    if (this.held || !this.ring) return again(job, token, HELD_PAUSE_MS);
    if ((await this.ring(alarm)) === 'early') return again(job, token, WAIT_IN_HAND_MS);
  }

  private untilDue({ at }: ArmedAlarm): number {
    const { clock } = this.options;
    return clock.machineTimeAt(at) - clock.machineTimeAt(clock.now());
  }

  private async close(): Promise<void> {
    const { queue, processor } = this.options;
    this.window.stop();
    const isThere = await this.link.time().then(Boolean, () => false);
    // Without Redis a graceful end would wait for it.
    if (!isThere) await queue.getBackend().close(true);
    const closed = Promise.all([processor.worker.close(!isThere), queue.close()]);
    await Promise.race([closed, sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    await Promise.allSettled(this.taken);
    this.ring = undefined;
    this.link.close();
  }
}

/** Back into the queue, by this process's clock, which is the one that BullMQ asks. */
async function again(job: Job<AlarmData>, token: string | undefined, milliseconds: number): Promise<never> {
  await job.moveToDelayed(Date.now() + Math.ceil(milliseconds), token);
  throw new DelayedError();
}
