/** A wall-clock time as a file writes it, without its zone. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY = 86_400_000;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP])M)?)?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?)?$/;

/** `03/24/2015 12:02:24 PM`, `3/14/2025 1:20` or `2015-03-24 12:02:24`; undefined for anything else and for dates that never were. */
export function civilTimeOf(text: string): CivilTime | undefined {
  const american = AMERICAN.exec(text);
  if (american) {
    const [, month, day, year, hour, minute, second, half] = american;
    return existing(year, month, day, halfDay(hour, half), minute, second);
  }
  const [, year, month, day, hour, minute, second] = ISO.exec(text) ?? [];
  return year === undefined ? undefined : existing(year, month, day, hour, minute, second);
}

/** From the twelve-hour clock: 12 AM is 0, 12 PM is 12; `NaN` for an hour that this clock does not show. */
function halfDay(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  const shown = Number(hour);
  if (shown < 1 || shown > 12) return 'NaN';
  return String((shown % 12) + (half === 'P' ? 12 : 0));
}

function existing(...parts: readonly (string | undefined)[]): CivilTime | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const time = { year, month, day, hour, minute, second };
  const read = civilOfUtc(asIfUtc(time));
  return (Object.keys(time) as (keyof CivilTime)[]).every((part) => read[part] === time[part])
    ? time
    : undefined;
}

/**
 * The instants (milliseconds since 1970, UTC) that a zone's clocks showed this time at, the earlier first: two in the
 * hour that an autumn night repeats. A time that a spring night leaves out is read by the clock as it ran before.
 * Source of the rules: the IANA zones that come with Intl.
 */
export function instantsOf(time: CivilTime, zone: string): readonly number[] {
  const naive = asIfUtc(time);
  const [before, after] = [naive - offsetAt(naive - DAY, zone), naive - offsetAt(naive + DAY, zone)];
  const shown = [...new Set([before, after])].filter(
    (instant) => instant + offsetAt(instant, zone) === naive,
  );
  return shown.length === 0 ? [before] : shown.sort((one, other) => one - other);
}

function asIfUtc({ year, month, day, hour, minute, second }: CivilTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function civilOfUtc(instant: number): CivilTime {
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return asIfUtc({ year, month, day, hour, minute, second }) - Math.floor(instant / 1000) * 1000;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(zone, clock);
  return clock;
}
