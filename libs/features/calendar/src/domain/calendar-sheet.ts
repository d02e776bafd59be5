import { dayNumberOf, type Bilingual, type SpecialDay, type WorkCalendar, type WorkInterval } from '#kernel';
import type { CalendarContent } from './calendar.events.js';
import { refuse } from './rejections.js';

const MOST_DAYS = 5_000;
const MOST_INTERVALS = 12;
/** In UTF-16 units. */
const LONGEST_NAME = 120;
const MINUTES_OF_DAY = 1_440;

/** `09:00-12:00`, local time. */
type Hours = readonly string[];

/** A calendar as people write and read it. */
export interface CalendarSheet {
  readonly zone: string;
  /** Monday first. */
  readonly week: readonly Hours[];
  /** By date; no hours: a day off. */
  readonly days: Readonly<Record<string, { readonly name: Bilingual; readonly hours: Hours }>>;
  readonly coverageUntil: string;
}

export function sheetOf({ zone, week, days, coverageUntil }: CalendarContent): CalendarSheet {
  const special = Object.entries(days).map(
    ([date, { name, intervals }]) => [date, { name, hours: intervals.map(hoursText) }] as const,
  );
  return {
    zone,
    week: week.map((intervals) => intervals.map(hoursText)),
    days: Object.fromEntries(special),
    coverageUntil,
  };
}

/**
 * Reads a sheet that may come from anywhere. With a calendar to start from, what the sheet leaves out is as it is there,
 * and its days are added to the days there.
 * @throws Rejection that says what is wrong `at` which place
 */
export function contentOf(sheet: unknown, above?: WorkCalendar): CalendarContent {
  const fields = fieldsOf(sheet, '');
  for (const name of Object.keys(fields)) if (!FIELDS.has(name)) throw malformed(name.slice(0, 64));
  const given = (name: keyof CalendarContent) => (above === undefined ? true : fields[name] !== undefined);
  const zone = given('zone') ? zoneOf(fields['zone']) : (above?.zone ?? '');
  const week = given('week') ? weekOf(fields['week']) : (above?.week ?? []);
  const own = given('days') ? daysOf(fields['days']) : {};
  const days = sorted({ ...above?.days, ...own });
  const coverageUntil = given('coverageUntil')
    ? dateAt(fields['coverageUntil'], 'coverageUntil')
    : (above?.coverageUntil ?? '');
  if (Object.keys(days).length > MOST_DAYS) throw refuse('too-many-days');
  return { zone, week, days, coverageUntil };
}

const FIELDS: ReadonlySet<string> = new Set(['zone', 'week', 'days', 'coverageUntil']);

function zoneOf(zone: unknown): string {
  if (typeof zone !== 'string' || !/^[A-Za-z][\w+/-]{1,63}$/.test(zone)) throw refuse('unknown-zone');
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }) && zone;
  } catch {
    throw refuse('unknown-zone', { details: { zone } });
  }
}

function weekOf(week: unknown): CalendarContent['week'] {
  if (!Array.isArray(week) || week.length !== 7) throw malformed('week');
  const days = week.map((hours: unknown, day) => intervalsOf(hours, `week/${day}`));
  if (days.every((intervals) => intervals.length === 0)) throw refuse('no-working-time');
  return days;
}

function daysOf(days: unknown): CalendarContent['days'] {
  const entries = Object.entries(fieldsOf(days, 'days'));
  if (entries.length > MOST_DAYS) throw refuse('too-many-days');
  return Object.fromEntries(
    entries.map(([date, day]) => [dateAt(date, `days/${date.slice(0, 20)}`), dayOf(day, date)]),
  );
}

function dayOf(day: unknown, date: string): SpecialDay {
  const at = `days/${date}`;
  const { name, hours, ...more } = fieldsOf(day, at);
  if (Object.keys(more).length > 0) throw malformed(at);
  const { en, zh } = fieldsOf(name, `${at}/name`);
  return { name: { en: nameAt(en, at), zh: nameAt(zh, at) }, intervals: intervalsOf(hours, `${at}/hours`) };
}

function nameAt(name: unknown, at: string): string {
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME)
    throw malformed(`${at}/name`);
  return name;
}

function intervalsOf(hours: unknown, at: string): readonly WorkInterval[] {
  if (!Array.isArray(hours) || hours.length > MOST_INTERVALS) throw malformed(at);
  const intervals = hours
    .map((text: unknown) => intervalOf(text, at))
    .toSorted(([one], [other]) => one - other);
  for (const [index, [from]] of intervals.entries()) {
    if (from < (intervals[index - 1]?.[1] ?? 0)) throw refuse('overlapping-hours', { details: { at } });
  }
  return intervals;
}

function intervalOf(text: unknown, at: string): WorkInterval {
  const found = typeof text === 'string' ? /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/.exec(text) : null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found?.slice(1).map(Number) ?? [];
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (from >= to || to > MINUTES_OF_DAY) throw refuse('malformed-hours', { details: { at } });
  return [from, to];
}

function hoursText([from, to]: WorkInterval): string {
  return `${clock(from)}-${clock(to)}`;
}

function clock(minutes: number): string {
  const part = (number: number) => String(number).padStart(2, '0');
  return `${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
}

/** Years that dates are reckoned in. */
function dateAt(date: unknown, at: string): string {
  if (
    typeof date !== 'string' ||
    !/^(19|20|21)\d\d-\d\d-\d\d$/.test(date) ||
    Number.isNaN(dayNumberOf(date))
  ) {
    throw refuse('not-a-date', { details: { at } });
  }
  return date;
}

function sorted(days: CalendarContent['days']): CalendarContent['days'] {
  return Object.fromEntries(Object.entries(days).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function fieldsOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(at);
  return value as Readonly<Record<string, unknown>>;
}

function malformed(at: string) {
  return refuse('malformed-calendar', { details: { at } });
}
