import type { Clock } from '#kernel';
import { AlarmClock, keyOf, type AlarmClockHealth, type Ring } from './alarm-clock.js';
import type { ArmedAlarm, OpenDeadlines } from './open-deadlines.js';

/** Rings when it is nudged, and never by itself: for specs, which own the time. */
export class InMemoryAlarmClock extends AlarmClock {
  private readonly armed = new Map<string, ArmedAlarm>();
  private readonly rung = new Set<string>();
  private ring: Ring | undefined;
  private ringing: Promise<void> = Promise.resolve();
  private held = false;
  private failures = 0;

  constructor(
    private readonly open: OpenDeadlines,
    private readonly clock: Clock,
  ) {
    super();
  }

  start(ring: Ring): void {
    this.ring = ring;
    this.nudge();
  }

  arm(alarms: readonly ArmedAlarm[]): void {
    this.take(alarms);
    this.ringing = this.ringing.then(() => this.ringDue());
  }

  nudge(): void {
    this.ringing = this.ringing.then(() => this.look()).then(() => this.ringDue());
  }

  hold(held: boolean): void {
    this.held = held;
    if (!held) this.nudge();
  }

  health(): AlarmClockHealth {
    return { kind: 'in-memory', connected: true, window: this.armed.size, failures: this.failures };
  }

  async stop(): Promise<void> {
    this.ring = undefined;
    await this.ringing;
  }

  private async look(): Promise<void> {
    try {
      const until = this.clock.now() + 1;
      this.take(await this.open.page({ until, limit: Number.MAX_SAFE_INTEGER }));
    } catch {
      this.failures += 1;
    }
  }

  private async ringDue(): Promise<void> {
    const due = [...this.armed.values()].filter(({ at }) => at <= this.clock.now());
    for (const alarm of due.toSorted((one, other) => one.at - other.at)) {
      if (!this.ring || this.held) return;
      this.armed.delete(keyOf(alarm));
      this.rung.add(keyOf(alarm));
      await this.ring(alarm).catch(() => (this.failures += 1));
    }
  }

  private take(alarms: readonly ArmedAlarm[]): void {
    for (const alarm of alarms) if (!this.rung.has(keyOf(alarm))) this.armed.set(keyOf(alarm), alarm);
  }
}
