import { describe, expect, it } from '@jest/globals';
import { periodNamed, startOfDay } from './period.js';

describe('naming a period', () => {
  it.each([
    ['2015', '2015-01-01', '2016-01-01'],
    ['2026-Q3', '2026-07-01', '2026-10-01'],
    ['2026-Q4', '2026-10-01', '2027-01-01'],
    ['2026-07', '2026-07-01', '2026-08-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
    ['2026-01..2026-03', '2026-01-01', '2026-04-01'],
    ['2026-07-03..2026-07-05', '2026-07-03', '2026-07-06'],
  ])('%s goes from %s until %s', (name, from, until) => {
    expect(periodNamed(name)).toEqual({ from, until });
  });

  it.each([
    '',
    'July',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-02-30',
    '2026-7',
    '2026..',
    '2026-03..2026-01',
  ])('knows no period %j', (name) => {
    expect(periodNamed(name)).toBeUndefined();
  });
});

describe('the first instant of a day', () => {
  it.each([
    ['2026-07-01', 'Asia/Shanghai', '2026-06-30T16:00:00.000Z'],
    ['2015-01-01', 'America/New_York', '2015-01-01T05:00:00.000Z'],
    ['2026-07-01', 'Pacific/Kiritimati', '2026-06-30T10:00:00.000Z'],
    ['2026-07-01', 'Pacific/Pago_Pago', '2026-07-01T11:00:00.000Z'],
    // At midnight the clock jumped to one.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s in %s is %s', (date, zone, instant) => {
    expect(new Date(startOfDay(date, zone)).toISOString()).toBe(instant);
  });
});
