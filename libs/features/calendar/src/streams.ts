import { Injectable } from '@nestjs/common';
import {
  CommandHandling,
  EventStore,
  streamName,
  UnknownEvent,
  type EventCodec,
  type StreamName,
} from '#event-store';
import { Clock } from '#kernel';
import { decodeCalendarEvent, encodeCalendarEvent } from './domain/calendar.codec.js';
import { calendarDecider } from './domain/calendar.decider.js';
import type { CalendarEvent } from './domain/calendar.events.js';
import type { Calendars } from './domain/calendar.state.js';

/** One stream for all calendars: a book of them is read at once and moves at once. */
export const CALENDARS: StreamName = streamName('calendar', 'all');

const codec: EventCodec<CalendarEvent> = {
  encode: encodeCalendarEvent,
  decode: (stored) => {
    const event = decodeCalendarEvent(stored);
    if (!event) throw new UnknownEvent(stored);
    return event;
  },
};

@Injectable()
export class CalendarStreams extends CommandHandling<Calendars, CalendarEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codec, calendarDecider, clock);
  }
}
