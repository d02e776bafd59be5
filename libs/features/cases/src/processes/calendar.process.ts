import type { StoredEvent } from '#event-store';
import type { Process, Step } from '#processes';
import { RecomputeCases } from '../commands/rounds.commands.js';
import { causedBy } from './relay.js';

/** A calendar that changes moves the dates that were reckoned by it. */
export const calendarProcess: Process = {
  name: 'calendar',
  filter: { streamPrefixes: ['calendar-'], types: ['CalendarPublished', 'CalendarRetired'] },
  react(stored: StoredEvent): readonly Step[] {
    return [{ command: new RecomputeCases(causedBy(stored, 'RecomputeCases')) }];
  },
};
