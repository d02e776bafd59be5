import { readFileSync } from 'node:fs';
import type { CalendarSheet } from '../domain/calendar-sheet.js';

/** As the package `chinese-days` keeps it: date → `English,中文,days of the festival itself`. */
interface ChineseDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

const OFFICE = ['09:00-12:00', '13:00-17:00'];

/**
 * China's working days as the State Council has published them: days off, and weekend days that are worked instead, from
 * 2004 to the last year in the package. The hours are an example; what a calendar in force has is kept.
 */
export function nationalSheet(current?: CalendarSheet): CalendarSheet {
  const { holidays, workdays } = publishedDays();
  const week = current?.week ?? [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []];
  const hours = week.find((day) => day.length > 0) ?? OFFICE;
  const lastYear = Object.keys(holidays).toSorted().at(-1)?.slice(0, 4);
  return {
    zone: current?.zone ?? 'Asia/Shanghai',
    week,
    days: {
      ...current?.days,
      ...daysOf(holidays, []),
      ...daysOf(workdays, hours),
    },
    coverageUntil: `${lastYear}-12-31`,
  };
}

function publishedDays(): ChineseDays {
  const file = new URL(import.meta.resolve('chinese-days/dist/chinese-days.json'));
  return JSON.parse(readFileSync(file, 'utf8')) as ChineseDays;
}

function daysOf(days: Readonly<Record<string, string>>, hours: readonly string[]): CalendarSheet['days'] {
  const named = Object.entries(days).map(([date, festival]) => {
    const [en = '', zh = ''] = festival.split(',');
    return [date, { name: { en, zh }, hours }] as const;
  });
  return Object.fromEntries(named);
}
