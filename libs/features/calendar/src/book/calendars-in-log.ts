import type { EventStore } from '#event-store';
import { SystemClock } from '#kernel';
import { CalendarStreams } from '../streams.js';
import { Calendars } from './calendars.js';

/** The calendars of a log, to look at beside a running service. */
export function calendarsIn(store: EventStore): Calendars {
  return new Calendars(new CalendarStreams(store, new SystemClock()));
}
