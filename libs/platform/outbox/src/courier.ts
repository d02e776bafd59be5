import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#kernel';
import { PATIENT, waitAfter, type BackOff } from './back-off.js';
import type { Carried, Carrier } from './carrier.js';
import type { Lane, Outbox, Parcel, Verdict } from './outbox.js';

/** Letters in one parcel. */
const MOST_TOGETHER = 500;
const LONGEST_EXCERPT = 300;

export interface CourierOptions {
  readonly backOff: BackOff;
  /** Recipients served at the same time. */
  readonly atOnce: number;
  /** How often it looks for what is due, in milliseconds. */
  readonly lookEvery: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** The outbox itself fails; it goes on trying. */
  readonly onFault: (error: Error) => void;
}

/**
 * Brings what is in the outbox to its recipients: each lane in order, parcel by parcel, slow receivers beside the others.
 * A parcel goes out at least once; its id stays the same, so that the receiver can tell a repetition.
 */
export class Courier {
  private readonly options: CourierOptions;
  private readonly underWay = new Map<string, Promise<void>>();
  private running: Promise<void> | undefined;
  private fault: Error | undefined;
  private stopping = new AbortController();

  constructor(
    private readonly outbox: Outbox,
    private readonly carrier: Carrier,
    private readonly clock: Clock,
    options: Partial<CourierOptions> = {},
  ) {
    const standard = { backOff: PATIENT, atOnce: 16, lookEvery: 500, random: Math.random, onFault: warn };
    this.options = { ...standard, ...options };
  }

  start(): void {
    if (this.running) throw new Error('the courier is under way already');
    this.stopping = new AbortController();
    this.running = this.run(this.stopping.signal);
  }

  /** What is being sent is finished, and nothing follows it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.underWay.values());
    this.running = undefined;
  }

  /** Everything that is due now, until nothing is. @throws Error of the outbox */
  async pass(): Promise<void> {
    this.fault = undefined;
    for (;;) {
      this.setOut();
      if (this.underWay.size === 0) return;
      await Promise.all(this.underWay.values());
      if (this.fault) throw this.fault;
    }
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.setOut();
      } catch (error) {
        this.failed(error as Error);
      }
      await sleep(this.options.lookEvery, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private setOut(): void {
    for (const lane of this.outbox.due(this.clock.now())) {
      const key = JSON.stringify(lane);
      if (this.underWay.size >= this.options.atOnce) return;
      if (this.underWay.has(key)) continue;
      const way = this.serve(lane)
        .catch((error: unknown) => this.failed(error as Error))
        .finally(() => this.underWay.delete(key));
      this.underWay.set(key, way);
    }
  }

  private failed(error: Error): void {
    this.fault = error;
    this.options.onFault(error);
  }

  /** As long as the lane has something to send. */
  private async serve(lane: Lane): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const now = this.clock.now();
      const ready = this.outbox.parcelIn(lane);
      if (ready ? ready.nextAt > now : this.outbox.waitingIn(lane, now, 1).length === 0) return;
      const earliest = Math.max(await this.carrier.earliest(lane, now), this.leaveFor(lane, now));
      if (earliest > now) return this.outbox.hold(lane, earliest, now);
      const parcel = ready ?? this.pack(lane, now);
      const carried = await this.carried(parcel, now);
      this.conclude(parcel, carried);
    }
  }

  /** When the recipient may get a further message without more than he is to get. */
  private leaveFor(lane: Lane, now: number): number {
    const moments = this.carrier.limits(lane).map(({ messages, within }) => {
      const recent = this.outbox.attemptsSince(lane.recipient, now - within + 1);
      const oldest = recent.at(-messages);
      return recent.length < messages || oldest === undefined ? now : oldest + within;
    });
    return Math.max(now, ...moments);
  }

  private pack(lane: Lane, now: number): Parcel {
    const waiting = this.outbox.waitingIn(lane, now, MOST_TOGETHER);
    const together = waiting.some(({ held }) => held) || waiting.length > this.carrier.mostApart;
    this.outbox.pack(randomUUID(), lane, together ? waiting : waiting.slice(0, 1), now);
    const parcel = this.outbox.parcelIn(lane);
    if (!parcel) throw new Error('what was packed is gone');
    return parcel;
  }

  private async carried(parcel: Parcel, now: number): Promise<Carried> {
    try {
      return await this.carrier.carry(parcel, now);
    } catch (error) {
      return {
        outcome: 'failed',
        status: null,
        excerpt: error instanceof Error ? error.message : String(error),
      };
    }
  }

  private conclude(parcel: Parcel, carried: Carried): void {
    const at = this.clock.now();
    const excerpt = printable(carried.excerpt);
    this.outbox.attempted(
      parcel.id,
      { at, status: carried.status, excerpt },
      this.verdictOn(parcel, carried, at),
    );
  }

  private verdictOn({ attempts }: Parcel, { outcome, retryAfter = 0 }: Carried, now: number): Verdict {
    if (outcome === 'delivered') return { state: 'delivered' };
    const { backOff, random } = this.options;
    const wait = waitAfter(attempts + 1, backOff, random);
    if (outcome === 'refused' || wait === undefined) return { state: 'failed' };
    return { state: 'again', at: now + Math.max(wait, Math.min(retryAfter, backOff.longest)) };
  }
}

/** What a receiver answers is shown to people: a line without controls. */
function printable(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_EXCERPT)
    .toWellFormed();
}

function warn({ message }: Error): void {
  process.emitWarning(`notices cannot go out: ${message}`, 'CourierFault');
}
