import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { dueOf, workingDaysBetween, type WorkCalendar } from '#kernel';
import { contentOf, sheetOf } from '../domain/calendar-sheet.js';
import { countrySheet } from '../domain/specs/sheets.js';
import { nationalSheet } from './national-calendar.js';

const national: WorkCalendar = { id: 'cn', version: 1, ...contentOf(nationalSheet()) };
const noon = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
const isWorked = (date: string) => workingDaysBetween(national, noon(date) - 4e7, noon(date) + 4e7) > 0;

describe('loading the national calendar', () => {
  it('knows days off and days worked instead, by their names', () => {
    expect(national.days['2026-10-01']).toEqual({
      name: { en: 'National Day', zh: '国庆节' },
      intervals: [],
    });
    expect(national.days['2026-10-10']).toMatchObject({
      name: { zh: '国庆节' },
      intervals: [
        [540, 720],
        [780, 1020],
      ],
    });
    expect(national.days['2004-01-22']).toMatchObject({ name: { zh: '春节' } });
    expect(isWorked('2026-10-09')).toBe(true);
  });

  it('ends with the last year whose holidays are published, and doubts what comes after', () => {
    const lastYear = national.coverageUntil.slice(0, 4);
    expect(national.coverageUntil).toBe(`${lastYear}-12-31`);
    expect(national.days[`${lastYear}-10-01`]).toBeDefined();
    expect(national.days[`${Number(lastYear) + 1}-01-01`]).toBeUndefined();
    const limit = { unit: 'working-days', amount: 1 } as const;
    expect(dueOf(national, noon(`${lastYear}-12-31`), limit).provisional).toBe(true);
  });

  it('keeps the hours and the further days of the calendar in force', () => {
    const founding = { '2026-07-01': { name: { en: 'Local day', zh: '地方节日' }, hours: [] } };
    const week = [['08:30-12:00', '14:30-17:30'], ...countrySheet.week.slice(1)];
    const sheet = nationalSheet({ ...countrySheet, week, days: founding });
    expect(sheet.week).toEqual(week);
    expect(sheet.days['2026-07-01']).toEqual(founding['2026-07-01']);
    expect(sheet.days['2026-10-10']?.hours).toEqual(['08:30-12:00', '14:30-17:30']);
    expect(nationalSheet(sheetOf(contentOf(sheet)))).toEqual(sheetOf(contentOf(sheet)));
  });
});

/** A second source, made from the notices themselves; it is no part of the project and need not be there. */
const NOTICES = new URL('../../../../../../shared/data/holiday-cn/', import.meta.url);
const YEARS = [2024, 2025, 2026];

interface Notice {
  readonly days: readonly { readonly date: string; readonly isOffDay: boolean }[];
}

describe('comparing with a second source', () => {
  it('finds no day that the two see differently, where the second is at hand', () => {
    const years = YEARS.filter((year) => existsSync(new URL(`${year}.json`, NOTICES)));
    const wrong = years.flatMap(differences);
    process.stderr.write(
      years.length === 0
        ? '没有第二来源，未核对节假日 · holidays were not cross-checked: no second source here\n'
        : `已核对节假日 · holidays cross-checked: ${years.join(', ')}, ${wrong.length} wrong days\n`,
    );
    expect(wrong).toEqual([]);
  });
});

/** Days of the year on which one source works and the other does not. */
function differences(year: number): readonly string[] {
  const { days } = JSON.parse(readFileSync(new URL(`${year}.json`, NOTICES), 'utf8')) as Notice;
  const noticed = new Map(days.map(({ date, isOffDay }) => [date, !isOffDay]));
  const first = Date.UTC(year, 0, 1);
  return Array.from({ length: (Date.UTC(year + 1, 0, 1) - first) / 86_400_000 }, (_, day) => {
    const date = new Date(first + day * 86_400_000);
    const iso = date.toISOString().slice(0, 10);
    const works = noticed.get(iso) ?? (date.getUTCDay() !== 0 && date.getUTCDay() !== 6);
    return works === isWorked(iso) ? '' : iso;
  }).filter((date) => date !== '');
}
