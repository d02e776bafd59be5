import fc from 'fast-check';
import { dueOf, momentBefore, remainingOf, resumedDue } from '../due-date.js';
import { explain } from '../explanation.js';
import { anyCalendar, anyLimit, anyMoment } from './any-calendar.js';

/** All that is worth knowing about many limits, in few calendars, asked from the first to the last or the other way. */
export function datesOf(seed: number, order: 'forwards' | 'backwards'): readonly string[] {
  const calendars = fc.sample(anyCalendar, { seed, numRuns: 5 });
  const asked = fc
    .sample(fc.tuple(anyMoment, anyMoment, anyLimit), { seed, numRuns: 20 })
    .flatMap((question) => calendars.map((calendar) => [calendar, ...question] as const));
  const answers = (order === 'forwards' ? asked : asked.toReversed()).map(
    ([calendar, start, pause, limit]) => {
      const due = dueOf(calendar, start, limit);
      const left = remainingOf(calendar, pause, due.at, limit);
      const resumed = resumedDue(calendar, start, left);
      const before = momentBefore(calendar, due.at, limit);
      return JSON.stringify([due, left, resumed, before, explain(calendar, start, limit)]);
    },
  );
  return order === 'forwards' ? answers : answers.toReversed();
}
