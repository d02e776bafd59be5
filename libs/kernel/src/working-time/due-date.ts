import type { Limit, Remaining, WorkCalendar } from '../limit.js';
import { unreachable } from '../decider.js';
import { advance, measureBetween, retreat, workedBefore, type Measure, type Reached } from './measure.js';
import { refuseLimit } from './rejections.js';
import { timelineOf, type Timeline, type TimelineDay } from './timeline.js';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
/** About 27 years of days without rest. */
const MOST_DAYS = 10_000;
const ISO_WITH_ZONE = /T.*(Z|[+-]\d\d:\d\d)$/;

export interface DueDate {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** It lies in time whose holidays are not known yet. Elapsed time knows no holidays, and is never provisional. */
  readonly provisional: boolean;
}

/**
 * The end of a limit that started then: the first instant at which it is used up, so the close of a day and never the
 * opening of the next. Instants are milliseconds since 1970 throughout.
 * @throws Rejection `malformed-limit`, `limit-out-of-reach`
 */
export function dueOf(calendar: WorkCalendar, startedAt: number, limit: Limit): DueDate {
  const timeline = timelineOf(calendar);
  const { at, day } = endOf(timeline, startedAt, limit);
  return { at, provisional: measureOf(limit) !== 'elapsed' && !timeline.isCovered(day) };
}

/** What is left at `now` of a limit that ends at `due`; 0 when it is over. */
export function remainingOf(calendar: WorkCalendar, now: number, due: number, limit: Limit): Remaining {
  const unit = measureOf(limit);
  const left = measureBetween(timelineOf(calendar), unit, now, due);
  return unit === 'working-days' ? { unit, days: left } : { unit, milliseconds: left };
}

/** The end of what was left, when the clock runs again from `now`. @throws Rejection `limit-out-of-reach` */
export function resumedDue(calendar: WorkCalendar, now: number, remaining: Remaining): DueDate {
  const timeline = timelineOf(calendar);
  const left = remaining.unit === 'working-days' ? remaining.days : remaining.milliseconds;
  const { at, day } = advance(timeline, remaining.unit, now, left);
  return { at, provisional: remaining.unit !== 'elapsed' && !timeline.isCovered(day) };
}

/**
 * The last instant from which so much still lies ahead of `due`: one working day before Monday's close is Monday's
 * opening. `same-day` is the opening of the working day of `due`; `next-day` counts back from the start of that day.
 */
export function momentBefore(calendar: WorkCalendar, due: number, before: Limit): number {
  const timeline = timelineOf(calendar);
  switch (before.unit) {
    case 'until':
      return momentOf(before.at);
    case 'same-day':
      return openingBefore(timeline, due);
    case 'elapsed-seconds':
    case 'elapsed-hours':
    case 'working-hours':
    case 'working-days': {
      const to = before.from === 'next-day' ? timeline.dayAt(due).start : due;
      return retreat(timeline, measureOf(before), to, amountOf(before));
    }
    default:
      return unreachable(before);
  }
}

/** The end of a further limit that starts at `due`. */
export function momentAfter(calendar: WorkCalendar, due: number, after: Limit): number {
  return dueOf(calendar, due, after).at;
}

/**
 * When so many percent of the time from the start to `due` are used, counted as the limit counts; 100 is `due`, more
 * lies beyond it. A limit from the next day on has used nothing before that day.
 */
export function shareOf(
  calendar: WorkCalendar,
  startedAt: number,
  due: number,
  percent: number,
  limit: Limit,
): number {
  if (percent === 100) return due;
  const timeline = timelineOf(calendar);
  const measure = measureOf(limit);
  const from = Math.min(due, effectiveStartOf(timeline, startedAt, limit));
  const whole = measureBetween(timeline, measure, from, due);
  if (percent > 100)
    return advance(timeline, measure, due, sized(measure, (whole * (percent - 100)) / 100)).at;
  return Math.min(due, advance(timeline, measure, from, sized(measure, (whole * percent) / 100)).at);
}

/** How a limit counts. */
export function measureOf({ unit }: Limit): Measure {
  switch (unit) {
    case 'elapsed-seconds':
    case 'elapsed-hours':
    case 'until':
      return 'elapsed';
    case 'working-hours':
    case 'same-day':
      return 'working';
    case 'working-days':
      return 'working-days';
    default:
      return unreachable(unit);
  }
}

/** When a limit begins to count: at once, or with the next local day. */
export function effectiveStartOf(timeline: Timeline, startedAt: number, limit: Limit): number {
  return 'from' in limit && limit.from === 'next-day' ? timeline.dayAt(startedAt).end : startedAt;
}

export function endOf(timeline: Timeline, startedAt: number, limit: Limit): Reached {
  if (!Number.isFinite(startedAt)) throw refuseLimit('malformed-limit');
  switch (limit.unit) {
    case 'until': {
      const at = momentOf(limit.at);
      return { at, day: timeline.dayAt(at).number };
    }
    case 'same-day':
      return closeAfter(timeline, startedAt);
    case 'elapsed-seconds':
    case 'elapsed-hours':
    case 'working-hours':
    case 'working-days':
      return advance(
        timeline,
        measureOf(limit),
        effectiveStartOf(timeline, startedAt, limit),
        amountOf(limit),
      );
    default:
      return unreachable(limit);
  }
}

type Counted = Extract<Limit, { amount: number }>;

/** In the unit of its measure: milliseconds, or days. */
function amountOf({ unit, amount }: Counted): number {
  if (!(amount > 0)) throw refuseLimit('malformed-limit');
  const days = { 'elapsed-seconds': 86_400, 'elapsed-hours': 24, 'working-hours': 24, 'working-days': 1 }[
    unit
  ];
  if (amount > MOST_DAYS * days) throw refuseLimit('limit-out-of-reach');
  if (unit === 'working-days') return amount;
  return Math.round(amount * (unit === 'elapsed-seconds' ? SECOND_MS : HOUR_MS));
}

function sized(measure: Measure, amount: number): number {
  return measure === 'working-days' ? amount : Math.round(amount);
}

function momentOf(at: string): number {
  const moment = ISO_WITH_ZONE.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(moment)) throw refuseLimit('malformed-limit');
  return moment;
}

/** The close of this working day, or of the next one when nothing of this one is left. */
function closeAfter(timeline: Timeline, from: number): Reached {
  let day: TimelineDay = timeline.dayAt(from);
  while (workedBefore(day, from) >= day.work) day = timeline.next(day);
  return { at: day.spans.at(-1)?.until ?? day.end, day: day.number };
}

function openingBefore(timeline: Timeline, to: number): number {
  let day: TimelineDay = timeline.dayAt(to);
  while (workedBefore(day, to) === 0) day = timeline.next(day, -1);
  return day.spans[0]?.from ?? day.start;
}
