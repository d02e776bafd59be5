import { keyOf } from './alarm-clock.js';
import { byTime, type ArmedAlarm } from './open-deadlines.js';

/** More would cost memory and nothing else: the read model has them all. */
const MOST = 1_024;

/** The next alarms, each once, in their order. */
export class Upcoming {
  private alarms: ArmedAlarm[] = [];
  private readonly keys = new Set<string>();

  get size(): number {
    return this.alarms.length;
  }

  /** Milliseconds; undefined when there is none. */
  next(): number | undefined {
    return this.alarms[0]?.at;
  }

  /** Forgets the furthest when they are too many, and then returns the last one it has kept. */
  add(alarms: readonly ArmedAlarm[]): ArmedAlarm | undefined {
    const fresh = alarms.filter((alarm) => !this.keys.has(keyOf(alarm)));
    if (fresh.length === 0) return undefined;
    for (const alarm of fresh) this.keys.add(keyOf(alarm));
    this.alarms = [...this.alarms, ...fresh].toSorted(byTime);
    const cut = this.alarms.splice(MOST);
    for (const alarm of cut) this.keys.delete(keyOf(alarm));
    return cut.length > 0 ? this.alarms.at(-1) : undefined;
  }

  /** Removes and returns those whose time has come. */
  takeUntil(now: number): readonly ArmedAlarm[] {
    const end = this.alarms.findIndex(({ at }) => at > now);
    const due = this.alarms.splice(0, end < 0 ? this.alarms.length : end);
    for (const alarm of due) this.keys.delete(keyOf(alarm));
    return due;
  }
}
