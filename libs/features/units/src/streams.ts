import { Injectable } from '@nestjs/common';
import {
  CommandHandling,
  EventStore,
  streamName,
  UnknownEvent,
  type EventCodec,
  type StreamName,
} from '#event-store';
import { Clock, type Message } from '#kernel';
import { coverageDecider } from './domain/coverage.decider.js';
import type { CoverageEvent } from './domain/coverage.events.js';
import type { Coverage } from './domain/coverage.state.js';
import { personDecider } from './domain/person.decider.js';
import type { PersonEvent } from './domain/person.events.js';
import type { Person } from './domain/person.state.js';
import { coverageEventForm, personEventForm, unitEventForm, type EventForm } from './domain/unit.codec.js';
import { unitDecider } from './domain/unit.decider.js';
import type { UnitEvent } from './domain/unit.events.js';
import type { Units } from './domain/unit.state.js';

/** One stream for all units: the tree's rules hold over all of them at once. */
export const UNIT_TREE: StreamName = streamName('units', 'tree');

export function coverageStream(committee: string): StreamName {
  return streamName('coverage', committee);
}

export function personStream(personId: string): StreamName {
  return streamName('person', personId);
}

@Injectable()
export class UnitStreams extends CommandHandling<Units, UnitEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codecOf(unitEventForm), unitDecider, clock);
  }
}

@Injectable()
export class CoverageStreams extends CommandHandling<Coverage, CoverageEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codecOf(coverageEventForm), coverageDecider, clock);
  }
}

@Injectable()
export class PersonStreams extends CommandHandling<Person, PersonEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codecOf(personEventForm), personDecider, clock);
  }
}

export function codecOf<Event extends Message>(form: EventForm<Event>): EventCodec<Event> {
  return {
    encode: (event) => form.encode(event),
    decode: (stored) => {
      const event = form.decode(stored);
      if (!event) throw new UnknownEvent(stored);
      return event;
    },
  };
}
