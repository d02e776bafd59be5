import type { CalendarSheet } from '../calendar-sheet.js';

const OFFICE = ['09:00-12:00', '13:00-17:00'];

/** A small calendar of a country. */
export const countrySheet: CalendarSheet = {
  zone: 'Asia/Shanghai',
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  days: {
    '2026-10-01': { name: { en: 'National Day', zh: '国庆节' }, hours: [] },
    '2026-10-10': { name: { en: 'National Day', zh: '国庆节' }, hours: OFFICE },
  },
  coverageUntil: '2026-12-31',
};
