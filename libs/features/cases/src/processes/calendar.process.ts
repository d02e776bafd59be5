import type { CalendarEvent } from '#calendar/messages';
import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RecomputeCases } from '../commands/rounds.commands.js';
import { causedBy } from './relay.js';

/** A calendar that changes moves the dates that were reckoned by it. */
export const calendarProcess: Process = {
  name: 'calendar',
  filter: { streamPrefixes: ['calendar-'], types: ['CalendarPublished', 'CalendarRetired'] },
  react(stored: StoredEvent): readonly Step[] {
    if (stored.schemaVersion !== 1) return [];
    const { type, data } = stored as Pick<StoredEvent, 'id'> & CalendarEvent;
    const calendarId = type === 'CalendarPublished' ? data.calendar.id : data.calendarId;
    return [{ command: new RecomputeCases(calendarId, causedBy(stored, 'RecomputeCases')) }];
  },
};
