import { DAY_MS } from './civil-day.js';

/**
 * The wall clocks of one IANA time zone. A wall time is given in milliseconds, as if it were UTC. What the process thinks
 * its own zone is plays no part.
 */
export class Zone {
  private static readonly known = new Map<string, Zone>();
  private readonly format: Intl.DateTimeFormat;
  /** Offset at each UTC midnight asked about so far, milliseconds. */
  private readonly samples = new Map<number, number>();

  private constructor(name: string) {
    const [number, hourCycle] = ['numeric', 'h23'] as const;
    const clock = { hour: number, minute: number, second: number, hourCycle } as const;
    const date = { year: number, month: number, day: number } as const;
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: name, ...date, ...clock });
  }

  /** @throws RangeError for a name that is no zone */
  static named(name: string): Zone {
    const zone = Zone.known.get(name) ?? new Zone(name);
    Zone.known.set(name, zone);
    return zone;
  }

  /** The first instant at which the wall clock shows this time or a later one: the end of a gap, the first of two. */
  instantOf(wall: number): number {
    const day = Math.floor(wall / DAY_MS);
    const before = this.sample(day - 1);
    if (before === this.sample(day + 2)) return wall - before;
    const change = this.changeBetween((day - 1) * DAY_MS, (day + 2) * DAY_MS);
    return wall - before < change ? wall - before : Math.max(change, wall - this.offsetAt(change));
  }

  /** What the wall clock shows. */
  wallOf(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    const offset = this.sample(day);
    return instant + (offset === this.sample(day + 1) ? offset : this.offsetAt(instant));
  }

  /** A zone changes its offset once in three days at most. */
  private changeBetween(from: number, to: number): number {
    const before = this.offsetAt(from);
    let [known, changed] = [from, to];
    while (changed - known > 1) {
      const middle = Math.floor((known + changed) / 2);
      if (this.offsetAt(middle) === before) known = middle;
      else changed = middle;
    }
    return changed;
  }

  private sample(day: number): number {
    const known = this.samples.get(day);
    if (known !== undefined) return known;
    const offset = this.offsetAt(day * DAY_MS);
    this.samples.set(day, offset);
    return offset;
  }

  private offsetAt(instant: number): number {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of this.format.formatToParts(instant)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    const whole = Math.floor(instant / 1000) * 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  }
}
