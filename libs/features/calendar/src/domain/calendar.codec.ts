import type { CalendarEvent } from './calendar.events.js';

/** What is stored of an event besides its envelope. */
export interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

// Stored names and versions: a name stands for ever, a changed shape gets the next version and an upcaster.
export const CALENDAR_EVENTS: Readonly<Record<CalendarEvent['type'], number>> = {
  CalendarPublished: 1,
  CalendarRetired: 1,
};

export function encodeCalendarEvent({ type, data }: CalendarEvent): StoredData {
  return { type, schemaVersion: CALENDAR_EVENTS[type], data };
}

/** Undefined for a type or a version that this release does not know. */
export function decodeCalendarEvent({ type, schemaVersion, data }: StoredData): CalendarEvent | undefined {
  const version = new Map<string, number>(Object.entries(CALENDAR_EVENTS)).get(type);
  return version === schemaVersion ? ({ type, data } as CalendarEvent) : undefined;
}
