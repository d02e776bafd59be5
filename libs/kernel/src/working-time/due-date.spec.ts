import { describe, expect, it } from '@jest/globals';
import type { Limit, WorkCalendar } from '../limit.js';
import { dueOf, momentAfter, momentBefore, remainingOf, resumedDue, shareOf } from './due-date.js';
import { localTime } from './explanation-text.js';
import { plainCalendar } from './testing.js';

const at = (local: string) => Date.parse(`${local.replace(' ', 'T')}+08:00`);
const local = (instant: number) => localTime('Asia/Shanghai', instant);
const due = (from: string, limit: Limit) => local(dueOf(plainCalendar, at(from), limit).at);

const days = (amount: number): Limit => ({ unit: 'working-days', amount });
const nextDay = (amount: number): Limit => ({ unit: 'working-days', amount, from: 'next-day' });
const hours = (amount: number): Limit => ({ unit: 'working-hours', amount });

describe('counting working days', () => {
  it.each([
    ['2026-09-07 10:00', 1, '2026-09-08 10:00'],
    ['2026-09-07 12:30', 1, '2026-09-08 12:00'],
    ['2026-09-07 10:00', 5, '2026-09-14 10:00'],
    ['2026-09-05 10:00', 1, '2026-09-07 17:00'],
    ['2026-09-07 20:00', 1, '2026-09-08 17:00'],
    ['2026-09-30 16:00', 1, '2026-10-08 16:00'],
    ['2026-10-08 16:00', 2, '2026-10-10 16:00'],
    ['2026-09-07 09:00', 0.5, '2026-09-07 13:30'],
  ])('from %s, %d days end at %s', (from, amount, end) => {
    expect(due(from, days(amount))).toBe(end);
  });

  it.each([
    ['2026-09-07 10:00', 3, '2026-09-10 17:00'],
    ['2026-09-04 10:00', 1, '2026-09-07 17:00'],
    ['2026-09-30 10:00', 3, '2026-10-10 17:00'],
  ])('from the day after %s, %d days end at %s', (from, amount, end) => {
    expect(due(from, nextDay(amount))).toBe(end);
  });

  it('gives a half day the weight of a whole one', () => {
    const half: WorkCalendar = {
      ...plainCalendar,
      days: { '2026-09-08': { name: { en: 'Market day', zh: '集市日' }, intervals: [[540, 720]] } },
    };
    expect(local(dueOf(half, at('2026-09-07 13:30'), days(1)).at)).toBe('2026-09-08 10:30');
  });
});

describe('counting working hours', () => {
  it.each([
    ['2026-09-07 09:00', 2, '2026-09-07 11:00'],
    ['2026-09-07 11:00', 2, '2026-09-07 14:00'],
    ['2026-09-07 11:00', 1, '2026-09-07 12:00'],
    ['2026-09-04 16:00', 1, '2026-09-04 17:00'],
    ['2026-09-04 16:00', 1.5, '2026-09-07 09:30'],
    ['2026-09-05 03:00', 4, '2026-09-07 14:00'],
  ])('from %s, %d hours end at %s', (from, amount, end) => {
    expect(due(from, hours(amount))).toBe(end);
  });
});

describe('counting otherwise', () => {
  it('lets elapsed time run through nights and holidays', () => {
    expect(due('2026-10-01 23:00', { unit: 'elapsed-hours', amount: 24 })).toBe('2026-10-02 23:00');
    expect(due('2026-10-01 23:00', { unit: 'elapsed-seconds', amount: 90 })).toBe('2026-10-01 23:01:30');
    const fromNextDay: Limit = { unit: 'elapsed-hours', amount: 24, from: 'next-day' };
    expect(due('2026-10-01 10:00', fromNextDay)).toBe('2026-10-03 00:00');
  });

  it('ends the same day at its close, or at the close of the next working day', () => {
    expect(due('2026-09-07 08:00', { unit: 'same-day' })).toBe('2026-09-07 17:00');
    expect(due('2026-09-07 16:59', { unit: 'same-day' })).toBe('2026-09-07 17:00');
    expect(due('2026-09-07 17:00', { unit: 'same-day' })).toBe('2026-09-08 17:00');
    expect(due('2026-10-01 10:00', { unit: 'same-day' })).toBe('2026-10-08 17:00');
  });

  it('takes a named moment as it is', () => {
    expect(due('2026-09-07 08:00', { unit: 'until', at: '2026-09-09T00:00:00+08:00' })).toBe(
      '2026-09-09 00:00',
    );
  });
});

describe('knowing what is not known yet', () => {
  const provisional = (from: string, limit: Limit) => dueOf(plainCalendar, at(from), limit).provisional;

  it('calls a date after the last known holidays provisional', () => {
    expect(provisional('2026-12-30 10:00', days(1))).toBe(false);
    expect(provisional('2026-12-31 10:00', days(1))).toBe(true);
    expect(provisional('2026-12-31 10:00', { unit: 'same-day' })).toBe(false);
    expect(provisional('2026-12-31 18:00', { unit: 'same-day' })).toBe(true);
  });

  it('keeps it with what was left', () => {
    const left = { unit: 'working-days', days: 1 } as const;
    expect(resumedDue(plainCalendar, at('2026-12-31 10:00'), left).provisional).toBe(true);
  });

  it('has nothing to doubt in time that knows no holidays', () => {
    expect(provisional('2026-12-31 10:00', { unit: 'elapsed-hours', amount: 999 })).toBe(false);
    expect(provisional('2026-12-31 10:00', { unit: 'until', at: '2027-10-01T00:00:00Z' })).toBe(false);
  });
});

describe('refusing what cannot be counted', () => {
  it.each<[string, Limit]>([
    ['malformed-limit', days(0)],
    ['malformed-limit', days(Number.NaN)],
    ['malformed-limit', { unit: 'until', at: '2026-09-09T00:00' }],
    ['malformed-limit', { unit: 'until', at: 'tomorrow' }],
    ['limit-out-of-reach', days(1e9)],
    ['limit-out-of-reach', hours(Number.POSITIVE_INFINITY)],
    ['limit-out-of-reach', { unit: 'elapsed-hours', amount: 1e9 }],
    ['limit-out-of-reach', { unit: 'until', at: '9999-09-09T00:00:00Z' }],
  ])('says %s', (code, limit) => {
    expect(() => dueOf(plainCalendar, at('2026-09-07 09:00'), limit)).toThrow(code);
  });

  it('ends in a calendar that never works', () => {
    const never: WorkCalendar = { ...plainCalendar, zone: 'Etc/UTC', week: [], days: {} };
    const start = at('2026-09-07 09:00');
    expect(() => dueOf(never, start, days(1))).toThrow('limit-out-of-reach');
    expect(() => dueOf(never, start, { unit: 'same-day' })).toThrow('limit-out-of-reach');
    expect(() => momentBefore(never, start, days(1))).toThrow('limit-out-of-reach');
  });
});

describe('standing still and running again', () => {
  it('keeps what is left, in the unit of the limit', () => {
    const end = dueOf(plainCalendar, at('2026-09-07 10:00'), days(2)).at;
    const left = remainingOf(plainCalendar, at('2026-09-08 10:00'), end, days(2));
    expect(left).toEqual({ unit: 'working-days', days: 1 });
    expect(local(resumedDue(plainCalendar, at('2026-09-18 11:00'), left).at)).toBe('2026-09-21 11:00');
  });

  it('has nothing left of what is over', () => {
    const now = at('2026-09-08 10:00');
    const left = remainingOf(plainCalendar, now, now - 1, hours(2));
    expect(left).toEqual({ unit: 'working', milliseconds: 0 });
    expect(resumedDue(plainCalendar, now, left).at).toBe(now);
  });
});

describe('looking from a due date', () => {
  const monday = at('2026-09-07 17:00');
  const before = (limit: Limit) => local(momentBefore(plainCalendar, monday, limit));

  it('finds the last moment with so much ahead', () => {
    expect(before(days(1))).toBe('2026-09-07 09:00');
    expect(before(days(2))).toBe('2026-09-04 09:00');
    expect(before(hours(4))).toBe('2026-09-07 13:00');
    expect(before(hours(5))).toBe('2026-09-07 11:00');
    expect(before(nextDay(1))).toBe('2026-09-04 09:00');
    expect(before({ unit: 'elapsed-hours', amount: 24 })).toBe('2026-09-06 17:00');
    expect(before({ unit: 'same-day' })).toBe('2026-09-07 09:00');
  });

  it('counts on from it', () => {
    expect(local(momentAfter(plainCalendar, monday, hours(1)))).toBe('2026-09-08 10:00');
    expect(local(momentAfter(plainCalendar, monday, { unit: 'same-day' }))).toBe('2026-09-08 17:00');
  });

  it('finds a share of the way to it, and beyond', () => {
    const share = (percent: number, limit: Limit) =>
      local(shareOf(plainCalendar, at('2026-09-04 10:00'), monday, percent, limit));
    expect(share(50, days(2))).toBe('2026-09-07 09:30');
    expect(share(100, days(2))).toBe('2026-09-07 17:00');
    expect(share(200, nextDay(1))).toBe('2026-09-08 17:00');
    expect(share(0, nextDay(1))).toBe('2026-09-05 00:00');
    expect(share(50, nextDay(1))).toBe('2026-09-07 13:30');
    expect(share(50, { unit: 'until', at: '2026-09-07T09:00:00Z' })).toBe('2026-09-06 01:30');
  });
});
