import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';
import { keyOf } from './alarm-clock.js';
import { Gate } from './gate.js';
import { LatenessBook } from './lateness.js';
import type { ArmedAlarm, Fire, Fired, Lane } from './open-deadlines.js';

/** Alarms that are known to be over: read models lag behind by fewer. */
const REMEMBERED = 65_536;

export interface FiringOptions {
  readonly fire: Fire;
  /** Nothing fires before its time by this clock. */
  readonly clock: Clock;
  /** Firings that are decided at the same time; they share a write to the log. */
  readonly concurrency: number;
}

/** The one way from a ringing alarm to its decision, whoever noticed it: never early, and not twice at once. */
export class Firing {
  readonly lateness = new LatenessBook();
  private readonly over = new LRUCache<string, true>({ max: REMEMBERED });
  private readonly inFlight = new Map<string, Promise<Fired>>();
  private readonly gate: Gate;
  private began = Number.POSITIVE_INFINITY;

  constructor(private readonly options: FiringOptions) {
    this.gate = new Gate(options.concurrency);
  }

  /** What is overdue by now fell due while nobody watched. */
  begin(): void {
    this.began = this.options.clock.now();
  }

  /** Whether there is nothing left to do about it here; the read model may not know that yet. */
  isInHand(alarm: ArmedAlarm): boolean {
    const key = keyOf(alarm);
    return this.over.has(key) || this.inFlight.has(key);
  }

  /** @throws what the decision throws, when it could not be taken */
  async ring(alarm: ArmedAlarm, lane: Lane): Promise<Fired> {
    const key = keyOf(alarm);
    if (this.over.has(key)) return 'superseded';
    if (this.options.clock.now() < alarm.at) return 'early';
    const known = this.inFlight.get(key);
    if (known) return known;
    const decided = this.decide(key, alarm, lane).finally(() => this.inFlight.delete(key));
    this.inFlight.set(key, decided);
    return decided;
  }

  private async decide(key: string, alarm: ArmedAlarm, noticedBy: Lane): Promise<Fired> {
    const { fire, clock } = this.options;
    const lane = alarm.at < this.began ? 'catch-up' : noticedBy;
    const fired = await this.gate.pass(() => fire(alarm, lane));
    if (fired === 'fired') this.lateness.record(lane, clock.now() - alarm.at);
    if (fired !== 'early') this.over.set(key, true);
    return fired;
  }
}
