import type { Message, WorkCalendar } from '#kernel';

/** A calendar before it has a name and a number. */
export type CalendarContent = Omit<WorkCalendar, 'id' | 'version'>;

/** A version begins to hold: everything a date is reckoned by, so that no other source is ever asked again. */
export type CalendarPublished = Message<
  'CalendarPublished',
  { readonly calendar: WorkCalendar; readonly note?: string }
>;
/** A unit's own calendar holds no longer; the next one above does. What was reckoned by it stays readable. */
export type CalendarRetired = Message<
  'CalendarRetired',
  { readonly calendarId: string; readonly version: number; readonly note?: string }
>;

/** One stream for all calendars: what a book holds is one state of the log. */
export type CalendarEvent = CalendarPublished | CalendarRetired;

export type CalendarCommand =
  | Message<
      'PublishCalendar',
      { readonly calendarId: string; readonly content: CalendarContent; readonly note?: string }
    >
  | Message<'RetireCalendar', { readonly calendarId: string; readonly note?: string }>;
