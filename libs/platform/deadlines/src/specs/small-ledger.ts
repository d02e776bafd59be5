import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#kernel';
import { keyOf } from '../alarm-clock.js';
import {
  byTime,
  OpenDeadlines,
  type AlarmQuery,
  type ArmedAlarm,
  type Fire,
  type Fired,
  type Lane,
} from '../open-deadlines.js';

export interface Firing {
  readonly alarm: ArmedAlarm;
  readonly lane: Lane;
  /** By the clock of whoever judges. */
  readonly at: number;
}

/** The smallest truth there is: what is armed, what has fired, and a read model that may lag behind. */
export class SmallLedger extends OpenDeadlines {
  readonly fired: Firing[] = [];
  /** Every call of fire, also those that came to nothing. */
  calls = 0;
  /** Thrown by the next firings, the first first. */
  readonly faults: Error[] = [];
  /** While true the read model does not move. */
  lags = false;
  private readonly truth = new Map<string, ArmedAlarm>();
  private readonly over = new Set<string>();
  private visible: readonly ArmedAlarm[] = [];
  private isBehind = false;

  constructor(private readonly clock: Clock) {
    super();
  }

  arm(subject: string, at: number, name = 'handle'): ArmedAlarm {
    const version = (this.truth.get(`${subject}/${name}`)?.version ?? 0) + 1;
    const alarm = { subject, name, version, at };
    this.truth.set(`${subject}/${name}`, alarm);
    this.isBehind = true;
    return alarm;
  }

  /** It would fire early, too: those who ring have to know the time. */
  readonly fire: Fire = async (alarm, lane): Promise<Fired> => {
    this.calls += 1;
    await nextTurn();
    const fault = this.faults.shift();
    if (fault) throw fault;
    const place = `${alarm.subject}/${alarm.name}`;
    const armed = this.truth.get(place);
    if (armed?.version !== alarm.version || this.hasFired(armed)) return 'superseded';
    this.over.add(keyOf(armed));
    this.fired.push({ alarm: armed, lane, at: this.clock.now() });
    this.isBehind = true;
    return 'fired';
  };

  async page({ from = 0, until, limit, after }: AlarmQuery): Promise<readonly ArmedAlarm[]> {
    await nextTurn();
    return this.read()
      .filter((alarm) => alarm.at >= from && alarm.at < until && (!after || byTime(alarm, after) > 0))
      .slice(0, limit);
  }

  async next(): Promise<number | undefined> {
    return this.read()[0]?.at;
  }

  private read(): readonly ArmedAlarm[] {
    if (this.isBehind && !this.lags) {
      this.visible = [...this.truth.values()].filter((alarm) => !this.hasFired(alarm)).toSorted(byTime);
      this.isBehind = false;
    }
    return this.visible;
  }

  private hasFired(alarm: ArmedAlarm): boolean {
    return this.over.has(keyOf(alarm));
  }
}
