import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Limit, Remaining, WorkCalendar } from '../limit.js';
import { dueOf, momentBefore, remainingOf, resumedDue, shareOf } from './due-date.js';
import {
  isWorkingMoment,
  nextWorkingMoment,
  workingDaysBetween,
  workingTimeBetween,
} from './working-moment.js';
import { anyCalendar, anyDuration, anyLimit, anyMoment } from './specs/any-calendar.js';

/** Instants are whole milliseconds; where days are long and short, each step may round by one. */
const ROUNDING_MS = 2;

const due = (calendar: WorkCalendar, from: number, limit: Limit) => dueOf(calendar, from, limit).at;

function sizeOf(remaining: Remaining): number {
  return remaining.unit === 'working-days' ? remaining.days : remaining.milliseconds;
}

/** Two due dates of which nothing worth mentioning lies between, as the limit counts. */
function expectSame(calendar: WorkCalendar, limit: Limit, one: number, other: number): void {
  const between = sizeOf(remainingOf(calendar, Math.min(one, other), Math.max(one, other), limit));
  const dayMs = 30 * 60_000; // the shortest working day of these calendars
  expect(between).toBeLessThanOrEqual(limit.unit === 'working-days' ? ROUNDING_MS / dayMs : ROUNDING_MS);
}

describe('counting on', () => {
  it('ends later when it starts later', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyMoment, anyLimit, (calendar, one, other, limit) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        expect(due(calendar, early, limit)).toBeLessThanOrEqual(due(calendar, late, limit));
      }),
    );
  });

  it('ends later when it is more', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        anyDuration,
        fc.double({ min: 1, max: 3, noNaN: true }),
        (calendar, from, less, times) => {
          const more = { ...less, amount: less.amount * times };
          expect(due(calendar, from, less)).toBeLessThanOrEqual(due(calendar, from, more));
        },
      ),
    );
  });

  it('uses exactly as much as the limit says', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyDuration, (calendar, from, limit) => {
        const used = sizeOf(remainingOf(calendar, from, due(calendar, from, limit), limit));
        const wanted = limit.unit === 'working-days' ? limit.amount : limit.amount * 3_600_000;
        expect(Math.abs(used - wanted)).toBeLessThanOrEqual(limit.unit === 'working-days' ? 1e-5 : 0.5);
      }),
    );
  });

  it('comes to the same in two parts as in one', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        anyDuration,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (calendar, from, limit, share) => {
          const first = { ...limit, amount: limit.amount * share };
          const second = { ...limit, amount: limit.amount * (1 - share) };
          const inTwo = due(calendar, due(calendar, from, first), second);
          expectSame(calendar, limit, inTwo, due(calendar, from, limit));
        },
      ),
    );
  });

  it('comes to the very same in two parts of whole minutes', () => {
    const minutes = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(anyCalendar, anyMoment, minutes, minutes, (calendar, from, one, other) => {
        const limit = (amount: number): Limit => ({ unit: 'working-hours', amount: amount / 60 });
        expect(due(calendar, due(calendar, from, limit(one)), limit(other))).toBe(
          due(calendar, from, limit(one + other)),
        );
      }),
    );
  });

  it('never ends outside of working time, but for what is not working time', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyLimit, (calendar, from, limit) => {
        fc.pre(!limit.unit.startsWith('elapsed') && limit.unit !== 'until');
        const end = due(calendar, from, limit);
        expect(isWorkingMoment(calendar, end - 1)).toBe(true);
      }),
    );
  });
});

describe('pausing and resuming', () => {
  const pauses = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 40 * 3_600_000 }), fc.integer({ min: 0, max: 9e8 })),
    {
      maxLength: 5,
    },
  );

  it('keeps the sum of what was used, whenever it happens', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyDuration, pauses, (calendar, from, limit, steps) => {
        let [now, end, used] = [from, due(calendar, from, limit), 0];
        for (const [running, standing] of steps) {
          if (now + running >= end) break;
          used += sizeOf(remainingOf(calendar, now, now + running, limit));
          const left = remainingOf(calendar, now + running, end, limit);
          now += running + standing;
          end = resumedDue(calendar, now, left).at;
        }
        used += sizeOf(remainingOf(calendar, now, end, limit));
        const whole = sizeOf(remainingOf(calendar, from, due(calendar, from, limit), limit));
        expect(Math.abs(used - whole)).toBeLessThan(limit.unit === 'working-days' ? 1e-4 : 1);
      }),
    );
  });

  it('ends when it would have ended, if it stood still for no time', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        anyDuration,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calendar, from, limit, share) => {
          const end = due(calendar, from, limit);
          const now = Math.floor(from + (end - from - 1) * share);
          expect(resumedDue(calendar, now, remainingOf(calendar, now, end, limit)).at).toBe(end);
        },
      ),
    );
  });
});

describe('looking from a due date', () => {
  it('finds the moment before it from which counting on comes back', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyDuration, (calendar, from, limit) => {
        const end = due(calendar, from, limit);
        const before = momentBefore(calendar, end, limit);
        if (before < from) expectSame(calendar, limit, before, from);
        expectSame(calendar, limit, due(calendar, before, limit), end);
      }),
    );
  });

  it('finds shares in order', () => {
    const percent = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyLimit, percent, percent, (calendar, from, limit, one, other) => {
        const end = due(calendar, from, limit);
        const at = (share: number) => shareOf(calendar, from, end, share, limit);
        expect(at(Math.min(one, other))).toBeLessThanOrEqual(at(Math.max(one, other)));
        expect(at(99.9)).toBeLessThanOrEqual(at(100));
        expect(at(100)).toBe(end);
      }),
    );
  });
});

describe('measuring time', () => {
  it('adds up', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anyMoment, anyMoment, anyMoment), (calendar, moments) => {
        const [a = 0, b = 0, c = 0] = moments.toSorted((one, other) => one - other);
        expect(workingTimeBetween(calendar, a, b) + workingTimeBetween(calendar, b, c)).toBe(
          workingTimeBetween(calendar, a, c),
        );
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBeCloseTo(
          workingDaysBetween(calendar, a, c),
          9,
        );
      }),
    );
  });

  it('finds no work before the next working moment', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, (calendar, at) => {
        const next = nextWorkingMoment(calendar, at);
        expect(isWorkingMoment(calendar, next)).toBe(true);
        expect(workingTimeBetween(calendar, at, next)).toBe(0);
      }),
    );
  });
});
