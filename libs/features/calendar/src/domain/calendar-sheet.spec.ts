import { describe, expect, it } from '@jest/globals';
import { plainCalendar } from '#kernel/testing';
import { contentOf, sheetOf } from './calendar-sheet.js';
import { countrySheet } from './specs/sheets.js';

const { id: _, version: __, ...plain } = plainCalendar;
const OFF = { name: { en: 'Day', zh: '日' }, hours: [] };
const week = (...monday: readonly string[]) => ({ ...countrySheet, week: [monday, [], [], [], [], [], []] });
const days = (days: object) => ({ ...countrySheet, days });

describe('writing a calendar down', () => {
  it('reads what it has written', () => {
    expect(contentOf(sheetOf(plain))).toEqual(plain);
    expect(sheetOf(contentOf(countrySheet))).toEqual(countrySheet);
  });

  it('reads a night shift to its end', () => {
    expect(contentOf(week('22:00-24:00', '00:00-06:30')).week[0]).toEqual([
      [0, 390],
      [1320, 1440],
    ]);
  });

  it('puts days in the order of time', () => {
    const { days: kept } = contentOf(days({ '2026-12-31': OFF, '2026-01-01': OFF }));
    expect(Object.keys(kept)).toEqual(['2026-01-01', '2026-12-31']);
  });
});

describe('starting from the calendar above', () => {
  it('takes from there what is left out, and adds days', () => {
    const market = { '2026-11-11': { ...OFF, hours: ['06:00-10:00'] } };
    expect(contentOf({ days: market }, plainCalendar)).toEqual({
      ...plain,
      days: { ...plain.days, '2026-11-11': { name: OFF.name, intervals: [[360, 600]] } },
    });
  });

  it('replaces a day that is there', () => {
    const { days: kept } = contentOf(
      { days: { '2026-10-01': { ...OFF, hours: ['09:00-10:00'] } } },
      plainCalendar,
    );
    expect(kept['2026-10-01']?.intervals).toEqual([[540, 600]]);
  });
});

describe('finding what is wrong with a calendar', () => {
  it.each<[string, string | undefined, unknown]>([
    ['malformed-calendar', '', 'a text'],
    ['malformed-calendar', '', null],
    ['malformed-calendar', 'weeks', { ...countrySheet, weeks: [] }],
    ['malformed-calendar', 'week', { ...countrySheet, week: [[], []] }],
    ['malformed-calendar', 'week/1', { ...countrySheet, week: [[], 7, [], [], [], [], []] }],
    [
      'malformed-calendar',
      'week/0',
      week(...Array.from({ length: 13 }, (_, hour) => `${10 + hour}:00-${10 + hour}:30`)),
    ],
    ['malformed-calendar', 'days', days([])],
    [
      'malformed-calendar',
      'days/2026-01-01/name',
      days({ '2026-01-01': { ...OFF, name: { en: 'x', zh: ' ' } } }),
    ],
    ['malformed-calendar', 'days/2026-01-01', days({ '2026-01-01': { ...OFF, colour: 'red' } })],
    ['no-working-time', undefined, week()],
    ['malformed-hours', 'week/0', week('9-12')],
    ['malformed-hours', 'week/0', week('12:00-09:00')],
    ['malformed-hours', 'week/0', week('12:00-12:00')],
    ['malformed-hours', 'week/0', week('12:00-24:01')],
    ['malformed-hours', 'week/0', week('12:60-13:00')],
    ['overlapping-hours', 'week/0', week('09:00-12:00', '11:59-13:00')],
    [
      'overlapping-hours',
      'days/2026-01-01/hours',
      days({ '2026-01-01': { ...OFF, hours: ['09:00-12:00', '09:30-10:00'] } }),
    ],
    ['not-a-date', 'days/2026-02-29', days({ '2026-02-29': OFF })],
    ['not-a-date', 'days/1.1.2026', days({ '1.1.2026': OFF })],
    ['not-a-date', 'days/__proto__', JSON.parse('{"days":{"__proto__":{}}}')],
    ['not-a-date', 'coverageUntil', { ...countrySheet, coverageUntil: '9999-12-31' }],
    ['unknown-zone', undefined, { ...countrySheet, zone: '+08:00' }],
    ['unknown-zone', undefined, { ...countrySheet, zone: 'Asia/Atlantis' }],
  ])('%s at %s', (code, at, sheet) => {
    const above =
      typeof sheet === 'object' && sheet !== null && !('zone' in sheet) ? plainCalendar : undefined;
    const details = at === undefined ? expect.anything() : { at };
    expect(() => contentOf(sheet, above)).toThrow(expect.objectContaining({ code, details }));
  });

  it('has a limit for special days', () => {
    const many = Array.from({ length: 5001 }, (_, day) => [
      new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10),
      OFF,
    ]);
    expect(() => contentOf(days(Object.fromEntries(many)))).toThrow('too-many-days');
  });
});
