import { unreachable, type WorkCalendar } from '#kernel';
import type { CalendarEvent } from './calendar.events.js';

/** The calendar of the whole country; every other one is named by its unit. */
export const NATIONAL = 'cn';

/** One calendar with all its versions, the oldest first. */
export interface CalendarLine {
  readonly versions: readonly CalendarVersion[];
  /** A retired calendar holds for nobody, until it is published again. */
  readonly retired: boolean;
}

export interface CalendarVersion {
  readonly calendar: WorkCalendar;
  readonly note?: string;
}

export type Calendars = ReadonlyMap<string, CalendarLine>;

export const noCalendars: Calendars = new Map();

export function evolveCalendars(state: Calendars, event: CalendarEvent): Calendars {
  switch (event.type) {
    case 'CalendarPublished': {
      const { id } = event.data.calendar;
      const before = state.get(id)?.versions ?? [];
      return new Map(state).set(id, { versions: [...before, event.data], retired: false });
    }
    case 'CalendarRetired': {
      const { calendarId } = event.data;
      const versions = state.get(calendarId)?.versions ?? [];
      return new Map(state).set(calendarId, { versions, retired: true });
    }
    default:
      return unreachable(event);
  }
}

/** What holds now; undefined for a calendar that is retired or never was. */
export function inForce(line: CalendarLine | undefined): WorkCalendar | undefined {
  return line === undefined || line.retired ? undefined : line.versions.at(-1)?.calendar;
}
