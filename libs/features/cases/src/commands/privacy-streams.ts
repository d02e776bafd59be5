import { Injectable } from '@nestjs/common';
import { CommandHandling, EventStore, UnknownEvent, type EventCodec } from '#event-store';
import { Clock } from '#kernel';
import type { ErasureEvent, IdentityEvent } from '../domain/identity.events.js';

type PrivacyEvent = IdentityEvent | ErasureEvent;

const codec: EventCodec<PrivacyEvent> = {
  encode: ({ type, data }) => ({ type, schemaVersion: 1, data }),
  decode: (stored) => {
    const known = stored.type === 'IdentityRevealed' || stored.type === 'SubjectKeyDestroyed';
    if (!known || stored.schemaVersion !== 1) throw new UnknownEvent(stored);
    return { type: stored.type, data: stored.data } as PrivacyEvent;
  },
};

/** How often it happened is all the state there is: looks at an identity, or the end of a key. */
@Injectable()
export class PrivacyStreams extends CommandHandling<number, PrivacyEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codec, { initialState: 0, evolve: (times) => times + 1 }, clock);
  }
}
