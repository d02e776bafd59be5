import type { CalendarBook, WorkCalendar, WorkInterval } from '#kernel';
import { inForce, NATIONAL, type Calendars } from './calendar.state.js';

const OFFICE: readonly WorkInterval[] = [
  [9 * 60, 12 * 60],
  [13 * 60, 17 * 60],
];

/** Before the first publication: office hours, and every date provisional, for no holiday is known. */
const UNPUBLISHED: WorkCalendar = {
  id: NATIONAL,
  version: 0,
  zone: 'Asia/Shanghai',
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  days: {},
  coverageUntil: '1970-01-01',
};

export function bookIn(calendars: Calendars): CalendarBook {
  const national = inForce(calendars.get(NATIONAL)) ?? UNPUBLISHED;
  const own = new Map<string, WorkCalendar>();
  for (const [id, line] of calendars) {
    const calendar = inForce(line);
    if (calendar) own.set(id, calendar);
  }
  return {
    for(path) {
      for (let step = path.length - 1; step >= 0; step -= 1) {
        const found = own.get(path[step] ?? '');
        if (found) return found;
      }
      return national;
    },
    at: ({ id, version }) =>
      version === 0 && id === NATIONAL ? UNPUBLISHED : calendars.get(id)?.versions[version - 1]?.calendar,
  };
}
