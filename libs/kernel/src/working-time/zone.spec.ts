import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Limit, WorkCalendar } from '../limit.js';
import { dueOf } from './due-date.js';
import { plainCalendar } from './testing.js';
import { timelineOf } from './timeline.js';
import { workingTimeBetween } from './working-moment.js';
import { Zone } from './zone.js';

const instantOf = (zone: string, wall: string) =>
  new Date(Zone.named(zone).instantOf(Date.parse(`${wall}Z`))).toISOString().slice(0, 19);
const wallOf = (zone: string, instant: string) =>
  new Date(Zone.named(zone).wallOf(Date.parse(`${instant}Z`))).toISOString().slice(0, 19);

describe('reading a wall clock', () => {
  it.each([
    ['the year before summer time', 'Asia/Shanghai', '1985-07-01T09:00:00', '1985-07-01T01:00:00'],
    ['the night it began', 'Asia/Shanghai', '1986-05-04T01:59:59', '1986-05-03T17:59:59'],
    ['an hour there never was', 'Asia/Shanghai', '1986-05-04T02:30:00', '1986-05-03T18:00:00'],
    ['the end of that hour', 'Asia/Shanghai', '1986-05-04T03:00:00', '1986-05-03T18:00:00'],
    ['summer in China', 'Asia/Shanghai', '1986-07-01T09:00:00', '1986-07-01T00:00:00'],
    ['an hour there was twice', 'Asia/Shanghai', '1986-09-14T01:30:00', '1986-09-13T16:30:00'],
    ['the hour after it', 'Asia/Shanghai', '1986-09-14T02:00:00', '1986-09-13T18:00:00'],
    ['the last summer', 'Asia/Shanghai', '1991-07-01T09:00:00', '1991-07-01T00:00:00'],
    ['the year after', 'Asia/Shanghai', '1992-07-01T09:00:00', '1992-07-01T01:00:00'],
    ['a spring night', 'Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:00:00'],
    ['an autumn night, first', 'Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00'],
    ['an autumn night, after', 'Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00'],
    ['half an hour lost', 'Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:30:00'],
    ['half an hour twice', 'Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00'],
    ['after the half hour', 'Australia/Lord_Howe', '2026-04-05T02:00:00', '2026-04-04T15:30:00'],
    ['a day there never was', 'Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T10:00:00'],
  ])('knows %s', (_, zone, wall, instant) => {
    expect(instantOf(zone, wall)).toBe(instant);
  });

  it('shows both hours of an overlap alike', () => {
    expect(wallOf('Europe/Berlin', '2026-10-25T00:30:00')).toBe('2026-10-25T02:30:00');
    expect(wallOf('Europe/Berlin', '2026-10-25T01:30:00')).toBe('2026-10-25T02:30:00');
    expect(wallOf('Europe/Berlin', '2026-03-29T01:00:00')).toBe('2026-03-29T03:00:00');
  });

  it('is not the zone of the process that decides', () => {
    expect(() => Zone.named('Nowhere/Land')).toThrow(RangeError);
  });

  it('orders instants as the wall times they stand for', () => {
    const wall = fc.integer({ min: Date.parse('1986-01-01'), max: Date.parse('2027-01-01') });
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns');
    fc.assert(
      fc.property(zone, wall, fc.integer({ min: 0, max: 9e7 }), (name, one, more) => {
        const known = Zone.named(name);
        expect(known.instantOf(one)).toBeLessThanOrEqual(known.instantOf(one + more));
        expect(known.wallOf(known.instantOf(one))).toBeGreaterThanOrEqual(one);
      }),
    );
  });
});

describe('counting through a change of the clocks', () => {
  const nights = (zone: string): WorkCalendar => ({
    ...plainCalendar,
    zone,
    week: Array.from({ length: 7 }, () => [[0, 360]] as const),
    days: {},
  });
  const hoursOf = (zone: string, date: string) => {
    const timeline = timelineOf(nights(zone));
    const { start, end, work } = timeline.dayAt(Zone.named(zone).instantOf(Date.parse(`${date}T12:00:00Z`)));
    return [(end - start) / 3_600_000, work / 3_600_000];
  };

  it.each([
    ['Asia/Shanghai', '1986-05-04', [23, 5]],
    ['Asia/Shanghai', '1986-09-14', [25, 7]],
    ['Asia/Shanghai', '1986-09-15', [24, 6]],
    ['Europe/Berlin', '2026-03-29', [23, 5]],
    ['Europe/Berlin', '2026-10-25', [25, 7]],
    ['Australia/Lord_Howe', '2026-10-04', [23.5, 5.5]],
    ['Australia/Lord_Howe', '2026-04-05', [24.5, 6.5]],
  ])('gives %s on %s a day and a night shift of %j hours', (zone, date, hours) => {
    expect(hoursOf(zone, date)).toEqual(hours);
  });

  it('keeps the time of day from one working day to the next', () => {
    const berlin = { ...plainCalendar, zone: 'Europe/Berlin', days: {} };
    const friday = Date.parse('2026-03-27T10:00:00+01:00');
    const limit: Limit = { unit: 'working-days', amount: 1 };
    expect(dueOf(berlin, friday, limit).at).toBe(Date.parse('2026-03-30T10:00:00+02:00'));
  });

  it('does not let a day that is left out of the year count', () => {
    const apia = nights('Pacific/Apia');
    const [from, to] = [Date.parse('2011-12-29T10:00:00Z'), Date.parse('2011-12-30T16:00:00Z')];
    expect(workingTimeBetween(apia, from, to)).toBe(6 * 3_600_000 * 2);
    expect(dueOf(apia, from, { unit: 'working-days', amount: 2 }).at).toBe(to);
  });
});
