import type { CalendarRef, Limit, WorkCalendar } from '../limit.js';
import type { Bilingual } from '../rejection.js';
import { dateOf } from './civil-day.js';
import { effectiveStartOf, endOf, measureOf } from './due-date.js';
import { timelineOf, type Timeline } from './timeline.js';
import { nextWorkingMoment } from './working-moment.js';

/** What a day was that the weekday alone does not tell: not counted (the first two), or counted otherwise. */
export type DayKind = 'weekend' | 'holiday' | 'make-up-day' | 'changed-hours';

/** Days of one kind and name. */
export interface DayRun {
  readonly kind: DayKind;
  /** Local dates, inclusive. */
  readonly from: string;
  readonly to: string;
  /** How many of them; fewer than lie between the two dates where other days lie between them. */
  readonly days: number;
  /** Absent for weekends. */
  readonly name?: Bilingual;
}

/** Why a date is what it is; plain JSON. `sentencesOf` tells it to people. */
export interface Explanation {
  /** Instants in ISO 8601, UTC. */
  readonly startedAt: string;
  /** The first moment that counted: the start itself, the next day, or the next working moment. */
  readonly countsFrom: string;
  readonly due: string;
  readonly limit: Limit;
  readonly calendar: CalendarRef;
  readonly zone: string;
  readonly skipped: readonly DayRun[];
  /** Days that counted though their weekday would not, or with other hours. */
  readonly counted: readonly DayRun[];
  /** Days that would be named too, but the list is full. */
  readonly leftOut: number;
  /** Holidays are known until this local date; absent where that makes no difference. */
  readonly provisionalAfter?: string;
}

/** More weekends than this become one entry. */
const MOST_WEEKENDS = 4;
const MOST_RUNS = 30;

/** @throws Rejection `malformed-limit`, `limit-out-of-reach` */
export function explain(calendar: WorkCalendar, startedAt: number, limit: Limit): Explanation {
  const timeline = timelineOf(calendar);
  const reached = endOf(timeline, startedAt, limit);
  const from = effectiveStartOf(timeline, startedAt, limit);
  const elapsed = measureOf(limit) === 'elapsed';
  const days = elapsed ? [] : runsOf(timeline, timeline.dayAt(from).number, reached.day);
  const named = days.slice(0, MOST_RUNS);
  return {
    startedAt: iso(startedAt),
    countsFrom: iso(elapsed ? from : nextWorkingMoment(calendar, from)),
    due: iso(reached.at),
    limit,
    calendar: { id: calendar.id, version: calendar.version },
    zone: calendar.zone,
    skipped: named.filter(({ kind }) => isSkipped(kind)),
    counted: named.filter(({ kind }) => !isSkipped(kind)),
    leftOut: days.slice(MOST_RUNS).reduce((sum, run) => sum + run.days, 0),
    ...(!elapsed && !timeline.isCovered(reached.day) && { provisionalAfter: calendar.coverageUntil }),
  };
}

function runsOf(timeline: Timeline, first: number, last: number): readonly DayRun[] {
  const runs: DayRun[] = [];
  for (let number = first; number <= last; number += 1) {
    const day = remarkOn(timeline, number);
    if (!day) continue;
    const before = runs.at(-1);
    if (before && continues(before, day, number)) {
      runs[runs.length - 1] = { ...before, to: day.to, days: before.days + 1 };
    } else runs.push(day);
  }
  return withFewWeekends(runs);
}

function continues(run: DayRun, day: DayRun, number: number): boolean {
  return run.kind === day.kind && run.name?.zh === day.name?.zh && run.to === dateOf(number - 1);
}

function withFewWeekends(runs: readonly DayRun[]): readonly DayRun[] {
  const weekends = runs.filter(({ kind }) => kind === 'weekend');
  const [first, last] = [weekends[0], weekends.at(-1)];
  if (!first || !last || weekends.length <= MOST_WEEKENDS) return runs;
  const days = weekends.reduce((sum, run) => sum + run.days, 0);
  return [{ ...first, to: last.to, days }, ...runs.filter(({ kind }) => kind !== 'weekend')];
}

/** What there is to say about a day; undefined for one that is what its weekday says, and works. */
function remarkOn(timeline: Timeline, number: number): DayRun | undefined {
  const date = dateOf(number);
  const usual = timeline.usualIntervalsOn(number);
  const special = timeline.calendar.days[date];
  const of = (kind: DayKind, name?: Bilingual) => ({
    kind,
    from: date,
    to: date,
    days: 1,
    ...(name && { name }),
  });
  if (!special) return usual.length === 0 ? of('weekend') : undefined;
  if (special.intervals.length === 0) return of('holiday', special.name);
  if (usual.length === 0) return of('make-up-day', special.name);
  return String(special.intervals) === String(usual) ? undefined : of('changed-hours', special.name);
}

function isSkipped(kind: DayKind): boolean {
  return kind === 'weekend' || kind === 'holiday';
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
