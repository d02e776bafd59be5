import type { WorkCalendar, WorkInterval } from '../limit.js';
import { DAY_MS, dateOf, dayNumberOf, weekdayOf } from './civil-day.js';
import { refuseLimit } from './rejections.js';
import { Zone } from './zone.js';

const MINUTE_MS = 60_000;
const FIRST_DAY = dayNumberOf('1900-01-01');
const LAST_DAY = dayNumberOf('2199-12-31');

/** A stretch of working time, instants; `until` is exclusive. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A local day on the line of instants. Days follow each other without a gap, be they 23, 24 or 25 hours long. */
export interface TimelineDay {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly spans: readonly Span[];
  /** Working time of the day, milliseconds. */
  readonly work: number;
}

/** A calendar laid out on the line of instants, day by day, as far as somebody has asked. */
export class Timeline {
  private readonly days = new Map<number, TimelineDay>();
  readonly zone: Zone;
  private readonly lastKnownDay: number;
  private readonly worksEveryWeek: boolean;

  constructor(readonly calendar: WorkCalendar) {
    this.zone = Zone.named(calendar.zone);
    this.lastKnownDay = dayNumberOf(calendar.coverageUntil);
    this.worksEveryWeek = calendar.week.some((intervals) => intervals.length > 0);
  }

  /** @throws Rejection `limit-out-of-reach` outside of 1900 to 2199 */
  day(number: number): TimelineDay {
    const known = this.days.get(number);
    if (known) return known;
    if (!(number >= FIRST_DAY && number <= LAST_DAY)) throw refuseLimit('limit-out-of-reach');
    const day = this.laidOut(number);
    this.days.set(number, day);
    return day;
  }

  /** The day after or before, for one who walks until there is work. @throws Rejection where no week has any */
  next({ number }: TimelineDay, step: 1 | -1 = 1): TimelineDay {
    if (!this.worksEveryWeek) throw refuseLimit('limit-out-of-reach');
    return this.day(number + step);
  }

  /** The local day in which an instant lies. */
  dayAt(instant: number): TimelineDay {
    let day = this.day(Math.floor(instant / DAY_MS));
    while (instant < day.start) day = this.day(day.number - 1);
    while (instant >= day.end) day = this.day(day.number + 1);
    return day;
  }

  intervalsOn(number: number): readonly WorkInterval[] {
    return this.calendar.days[dateOf(number)]?.intervals ?? this.usualIntervalsOn(number);
  }

  /** What the weekday alone would say. */
  usualIntervalsOn(number: number): readonly WorkInterval[] {
    return this.calendar.week[weekdayOf(number)] ?? [];
  }

  isCovered(number: number): boolean {
    return number <= this.lastKnownDay;
  }

  private laidOut(number: number): TimelineDay {
    const midnight = number * DAY_MS;
    const at = (minutes: number) => this.zone.instantOf(midnight + minutes * MINUTE_MS);
    const spans = this.intervalsOn(number)
      .map(([from, to]) => ({ from: at(from), until: at(to) }))
      .filter(({ from, until }) => from < until);
    const work = spans.reduce((sum, { from, until }) => sum + until - from, 0);
    return { number, start: at(0), end: this.zone.instantOf(midnight + DAY_MS), spans, work };
  }
}

const timelines = new WeakMap<WorkCalendar, Timeline>();

/** The timeline of a calendar value; laid out once for as long as the value lives. */
export function timelineOf(calendar: WorkCalendar): Timeline {
  const known = timelines.get(calendar);
  if (known) return known;
  const timeline = new Timeline(calendar);
  timelines.set(calendar, timeline);
  return timeline;
}
