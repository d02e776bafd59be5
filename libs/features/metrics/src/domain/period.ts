/** Local dates, `2026-07-01`; the second one is the first day after the period. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** `2015`, `2026-Q3`, `2026-07`, `2026-07-03`, or two of them `2026-01..2026-03`, both included; undefined for anything else. */
export function periodNamed(name: string): Period | undefined {
  const ends = name.split('..').map(spanOf);
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last || ends.length > 2 || first.from >= last.until) return undefined;
  return { from: first.from, until: last.until };
}

const NAMES = {
  year: /^(?<year>\d{4})$/,
  quarter: /^(?<year>\d{4})-Q(?<quarter>[1-4])$/,
  month: /^(?<year>\d{4})-(?<month>0[1-9]|1[0-2])$/,
  day: /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/,
} as const;
/** Years, months and days of each. */
const LENGTHS = { year: [1, 0, 0], quarter: [0, 3, 0], month: [0, 1, 0], day: [0, 0, 1] } as const;

function spanOf(name: string): Period | undefined {
  const kind = (['year', 'quarter', 'month', 'day'] as const).find((each) => NAMES[each].test(name));
  if (!kind) return undefined;
  const {
    year,
    quarter = 1,
    month = Number(quarter) * 3 - 2,
    day = 1,
  } = NAMES[kind].exec(name)?.groups ?? {};
  const start = [Number(year), Number(month), Number(day)] as const;
  const from = dateOf(start, [0, 0, 0]);
  // A day that there is not has become another one.
  return kind === 'day' && from !== name ? undefined : { from, until: dateOf(start, LENGTHS[kind]) };
}

type Triple = readonly [year: number, month: number, day: number];

function dateOf([year, month, day]: Triple, [years, months, days]: Triple): string {
  return new Date(Date.UTC(year + years, month - 1 + months, day + days)).toISOString().slice(0, 10);
}

const HALF_A_DAY_AND_MORE = 16 * 3_600_000;

/** The first instant of a local date, milliseconds since 1970. @throws RangeError for a zone that there is not */
export function startOfDay(date: string, zone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  const midnight = Date.parse(`${date}T00:00:00Z`);
  let [before, after] = [midnight - HALF_A_DAY_AND_MORE, midnight + HALF_A_DAY_AND_MORE];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (local.format(middle) < date) before = middle;
    else after = middle;
  }
  return after;
}
