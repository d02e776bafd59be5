import type { WorkCalendar } from '../limit.js';
import { measureBetween } from './measure.js';
import { timelineOf } from './timeline.js';

/** Milliseconds of working time between two instants; 0 when the second comes first. */
export function workingTimeBetween(calendar: WorkCalendar, from: number, to: number): number {
  return measureBetween(timelineOf(calendar), 'working', from, to);
}

/** Working days between two instants, as a fraction: every working day is 1, spread evenly over its working time. */
export function workingDaysBetween(calendar: WorkCalendar, from: number, to: number): number {
  return measureBetween(timelineOf(calendar), 'working-days', from, to);
}

export function isWorkingMoment(calendar: WorkCalendar, at: number): boolean {
  return timelineOf(calendar)
    .dayAt(at)
    .spans.some(({ from, until }) => from <= at && at < until);
}

/** This moment, when work is done then, or else the next opening. @throws Rejection `limit-out-of-reach` */
export function nextWorkingMoment(calendar: WorkCalendar, at: number): number {
  const timeline = timelineOf(calendar);
  for (let day = timeline.dayAt(at); ; day = timeline.next(day)) {
    const span = day.spans.find(({ until }) => at < until);
    if (span) return Math.max(at, span.from);
  }
}
