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
import { decodeCatalogueEvent, encodeCatalogueEvent } from './domain/catalogue.codec.js';
import type { CatalogueEvent } from './domain/catalogue.events.js';
import { evolveCatalogue, nothingPublished, type Catalogue } from './domain/catalogue.state.js';

/** One stream: a deployment has one catalogue. */
export const CATALOGUE: StreamName = streamName('catalogue', 'services');

export const catalogueCodec: EventCodec<CatalogueEvent> = {
  encode: encodeCatalogueEvent,
  decode: (stored) => {
    const event = decodeCatalogueEvent(stored);
    if (!event) throw new UnknownEvent(stored);
    return event;
  },
};

@Injectable()
export class CatalogueStreams extends CommandHandling<Catalogue, CatalogueEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, catalogueCodec, { initialState: nothingPublished, evolve: evolveCatalogue }, clock);
  }
}
