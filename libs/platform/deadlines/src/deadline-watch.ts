import type { Bilingual } from '#kernel';
import type { AlarmClock, AlarmClockHealth, TimeReference } from './alarm-clock.js';
import { ClockComparison, MOST_APART_MS, type Skew } from './clock-comparison.js';
import { Firing } from './firing.js';
import type { Lateness } from './lateness.js';
import type { ArmedAlarm, Fire, OpenDeadlines } from './open-deadlines.js';
import { Sweep } from './sweep.js';
import type { TrustedClock } from './trusted-clock.js';

export interface WatchOptions {
  readonly open: OpenDeadlines;
  readonly fire: Fire;
  /** The clock that decides; the one that the deciding commands ask, too. */
  readonly clock: TrustedClock;
  readonly alarmClock: AlarmClock;
  /** Milliseconds; the bound of every lateness, whatever the alarm clock does. Default 5,000. */
  readonly sweepEvery?: number;
  /** Milliseconds; default ten minutes. */
  readonly compareEvery?: number;
  /** The store's clock for one, where it is not this process's. */
  readonly references?: readonly TimeReference[];
  /** Firings that are decided at the same time; default 64. */
  readonly concurrency?: number;
  /** Hears what whoever runs the service should know. */
  readonly tell?: (news: Bilingual) => void;
}

/** Plain figures, fit for a health page. */
export interface DeadlineHealth {
  readonly alarmClock: AlarmClockHealth;
  /** Age of the oldest alarm that is due, armed and not being decided. */
  readonly overdueMs: number;
  readonly lateness: Lateness;
  readonly sweepFailures: number;
  /** Absent where there is no other clock to compare with. */
  readonly clock?: Skew;
}

/** Sees to it that every armed deadline fires once and never early: an alarm clock, and the sweep behind it. */
export class DeadlineWatch {
  private readonly firing: Firing;
  private readonly sweeping: Sweep;
  private readonly comparison: ClockComparison;
  private readonly references: readonly TimeReference[];
  private starting: Promise<void> = Promise.resolve();
  private stopping = false;
  private sweepFailures = 0;
  private wasApart = false;

  constructor(private readonly options: WatchOptions) {
    const { open, fire, clock, alarmClock, references = [] } = options;
    const { concurrency = 64, sweepEvery: every = 5_000, compareEvery = 600_000 } = options;
    this.references = [...references, ...(alarmClock.reference ? [alarmClock.reference] : [])];
    this.firing = new Firing({ fire, clock, concurrency });
    this.sweeping = new Sweep({
      open,
      firing: this.firing,
      clock,
      every,
      onFailed: () => this.sweepFailed(),
    });
    this.comparison = new ClockComparison({
      clock,
      references: this.references,
      every: compareEvery,
      onCompared: (skew) => this.compared(skew),
    });
  }

  /** Returns at once; the first look at the other clocks comes before the first alarm. */
  start(): void {
    const { alarmClock } = this.options;
    this.firing.begin();
    if (this.references.length > 0) alarmClock.hold(true);
    alarmClock.start((alarm) => this.firing.ring(alarm, 'alarm'));
    this.starting = this.startSweeping();
  }

  /** These are armed now: returns at once and never throws. */
  arm(alarms: readonly ArmedAlarm[]): void {
    this.options.alarmClock.arm(alarms);
  }

  /** The read model has moved on: returns at once and never throws. */
  nudge(): void {
    this.options.alarmClock.nudge();
  }

  /** One sweep now, over all that is due. @throws the first error, after everything that could be decided was */
  sweep(): Promise<void> {
    return this.sweeping.now();
  }

  async health(): Promise<DeadlineHealth> {
    const { alarmClock } = this.options;
    const clock = this.comparison.skew();
    return {
      alarmClock: alarmClock.health(),
      overdueMs: await this.overdue(),
      lateness: this.firing.lateness.read(),
      sweepFailures: this.sweepFailures,
      ...(clock && { clock }),
    };
  }

  /** After it resolves nothing fires; what was being decided is decided. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.comparison.stop();
    await this.starting;
    await Promise.all([this.options.alarmClock.stop(), this.sweeping.stop()]);
  }

  private async startSweeping(): Promise<void> {
    await this.comparison.start();
    this.firing.begin();
    if (!this.stopping) this.sweeping.start();
  }

  private async overdue(): Promise<number> {
    const { open, clock } = this.options;
    const due = await open.page({ until: clock.now(), limit: 512 });
    const oldest = due.find((alarm) => !this.firing.isInHand(alarm));
    return oldest ? clock.now() - oldest.at : 0;
  }

  private compared({ ms, isApart }: Skew): void {
    this.options.alarmClock.hold(isApart);
    if (isApart !== this.wasApart) this.options.tell?.(isApart ? apart(ms) : together());
    this.wasApart = isApart;
  }

  private sweepFailed(): void {
    this.sweepFailures += 1;
  }
}

function apart(ms: number): Bilingual {
  const seconds = (Math.abs(ms) / 1_000).toFixed(1);
  const limit = MOST_APART_MS / 1_000;
  return {
    zh: `本机时钟与其他时钟相差 ${seconds} 秒（上限 ${limit} 秒）：闹钟暂停，仅由巡检按较晚的时钟触发；请校准时间（NTP）`,
    en: `this machine's clock is ${seconds} s apart from others (at most ${limit} s): alarms pause, the sweep alone fires, by the clock that is behind; set the time (NTP)`,
  };
}

function together(): Bilingual {
  return {
    zh: '本机时钟已与其他时钟一致，闹钟恢复',
    en: "this machine's clock agrees with the others again: alarms go on",
  };
}
