import fc from 'fast-check';
import type { Limit, WorkCalendar, WorkInterval } from '../../limit.js';
import { DAY_MS, dateOf, dayNumberOf } from '../civil-day.js';

const FIRST = dayNumberOf('2025-12-25');
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu'];

const intervals: fc.Arbitrary<readonly WorkInterval[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 })
  .map((points) => {
    const sorted = points.toSorted((one, other) => one - other);
    return sorted
      .flatMap((from, index) =>
        index % 2 === 0 ? [[from * 30, (sorted[index + 1] ?? from) * 30] as const] : [],
      )
      .filter(([from, to]) => from < to);
  });

const week = fc
  .array(intervals, { minLength: 7, maxLength: 7 })
  .filter((days) => days.some((day) => day.length > 0));

const specialDays = fc.dictionary(
  fc.integer({ min: FIRST, max: FIRST + 300 }).map(dateOf),
  intervals.map((hours) => ({ name: { en: 'special', zh: '特别' }, intervals: hours })),
  { maxKeys: 30 },
);

export const anyCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
  id: fc.constant('any'),
  version: fc.constant(1),
  zone: fc.constantFrom(...ZONES),
  week,
  days: specialDays,
  coverageUntil: fc.constant('2026-12-31'),
});

/** Within the year of the special days. */
export const anyMoment = fc.integer({ min: FIRST * DAY_MS, max: (FIRST + 250) * DAY_MS });

const amount = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 30, noNaN: true }));
const counted = (unit: 'elapsed-hours' | 'working-hours' | 'working-days') =>
  fc.record({ unit: fc.constant(unit), amount });

/** Limits that count from the event itself. */
export const anyDuration = fc.oneof(
  counted('elapsed-hours'),
  counted('working-hours'),
  counted('working-days'),
);

export const anyLimit: fc.Arbitrary<Limit> = fc.oneof(
  anyDuration,
  anyDuration.map((limit) => ({ ...limit, from: 'next-day' as const })),
  fc.constant<Limit>({ unit: 'same-day' }),
  anyMoment.map((moment) => ({ unit: 'until', at: new Date(moment).toISOString() }) as const),
);
