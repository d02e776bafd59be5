import type { Timeline, TimelineDay } from './timeline.js';

/** How time is counted: every millisecond, every millisecond of work, or every working day as 1, spread over its work. */
export type Measure = 'elapsed' | 'working' | 'working-days';

/** How much lies between two instants; 0 when the second comes first. */
export function measureBetween(timeline: Timeline, measure: Measure, from: number, to: number): number {
  if (from >= to) return 0;
  if (measure === 'elapsed') return to - from;
  let sum = 0;
  for (let day = timeline.dayAt(from); day.start < to; day = timeline.day(day.number + 1)) {
    sum += (workedBefore(day, to) - workedBefore(day, from)) / unitOf(measure, day);
  }
  return sum;
}

export interface Reached {
  readonly at: number;
  /** The local day whose time was used last. */
  readonly day: number;
}

/** The first instant, `from` or later, at which the amount has passed: the close of a day, not the opening of the next. */
export function advance(timeline: Timeline, measure: Measure, from: number, amount: number): Reached {
  if (measure === 'elapsed' || amount === 0) {
    const at = from + Math.round(amount);
    return { at, day: timeline.dayAt(at).number };
  }
  let left = amount;
  for (let day = timeline.dayAt(from); ; day = timeline.next(day)) {
    const worked = workedBefore(day, from);
    const need = left * unitOf(measure, day);
    if (day.work > 0 && fits(need, day.work - worked)) {
      const position = Math.min(day.work, worked + Math.round(need));
      return { at: Math.max(from, firstInstantAfter(day, position)), day: day.number };
    }
    left -= (day.work - worked) / unitOf(measure, day);
  }
}

/** The mirror of `advance`: the last instant, `to` or earlier, from which the amount still lies ahead. */
export function retreat(timeline: Timeline, measure: Measure, to: number, amount: number): number {
  if (measure === 'elapsed' || amount === 0) return to - Math.round(amount);
  let left = amount;
  for (let day = timeline.dayAt(to); ; day = timeline.next(day, -1)) {
    const worked = workedBefore(day, to);
    const need = left * unitOf(measure, day);
    if (worked > 0 && fits(need, worked)) {
      return Math.min(to, lastInstantBefore(day, Math.max(0, worked - Math.round(need))));
    }
    left -= worked / unitOf(measure, day);
  }
}

/** Milliseconds of the day's work before an instant. */
export function workedBefore({ spans }: TimelineDay, instant: number): number {
  let sum = 0;
  for (const { from, until } of spans) {
    if (instant <= from) return sum;
    sum += Math.min(instant, until) - from;
  }
  return sum;
}

/** Less than a millisecond, all that rounding leaves, is never carried over a night. */
function fits(need: number, rest: number): boolean {
  return need - rest < 1;
}

/** Milliseconds of work that make one unit of the measure on this day. A day without work has none, and divides 0. */
function unitOf(measure: 'working' | 'working-days', { work }: TimelineDay): number {
  return measure === 'working' || work === 0 ? 1 : work;
}

function firstInstantAfter({ spans, start }: TimelineDay, work: number): number {
  let left = work;
  for (const { from, until } of spans) {
    if (left <= until - from) return from + left;
    left -= until - from;
  }
  return spans.at(-1)?.until ?? start;
}

function lastInstantBefore({ spans, start }: TimelineDay, work: number): number {
  let left = work;
  for (const { from, until } of spans) {
    if (left < until - from) return from + left;
    left -= until - from;
  }
  return spans.at(-1)?.until ?? start;
}
