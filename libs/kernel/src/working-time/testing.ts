import type { CalendarBook, SpecialDay, WorkCalendar, WorkInterval } from '../limit.js';

const OFFICE: readonly WorkInterval[] = [
  [540, 720],
  [780, 1020],
];

const off = (en: string, zh: string): SpecialDay => ({ name: { en, zh }, intervals: [] });

const nationalDay = off('National Day', '国庆节');

/** For specs: Monday to Friday 9:00–12:00 and 13:00–17:00 in China, with some holidays of 2026 and their make-up days. */
export const plainCalendar: WorkCalendar = {
  id: 'cn',
  version: 1,
  zone: 'Asia/Shanghai',
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  days: {
    '2026-05-01': off('Labour Day', '劳动节'),
    '2026-05-04': off('Labour Day', '劳动节'),
    '2026-05-05': off('Labour Day', '劳动节'),
    '2026-05-09': { name: { en: 'Labour Day', zh: '劳动节' }, intervals: OFFICE },
    '2026-10-01': nationalDay,
    '2026-10-02': nationalDay,
    '2026-10-05': nationalDay,
    '2026-10-06': nationalDay,
    '2026-10-07': nationalDay,
    '2026-10-10': { name: nationalDay.name, intervals: OFFICE },
  },
  coverageUntil: '2026-12-31',
};

/** For specs: a book of these calendars, several versions of one among them; the first is the country's. */
export function bookOf(...calendars: readonly WorkCalendar[]): CalendarBook {
  const [country = plainCalendar] = calendars;
  return {
    for(path) {
      const nearest = path.findLast((unit) => calendars.some(({ id }) => id === unit)) ?? country.id;
      return calendars.findLast(({ id }) => id === nearest) ?? country;
    },
    at: (ref) => calendars.find(({ id, version }) => id === ref.id && version === ref.version),
  };
}
