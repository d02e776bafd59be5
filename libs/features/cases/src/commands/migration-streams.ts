import { Injectable } from '@nestjs/common';
import { CommandHandling, EventStore, UnknownEvent, type EventCodec } from '#event-store';
import { Clock } from '#kernel';
import { migrationDecider, type Migration } from '../domain/migration/migration.decider.js';
import type { MigrationEvent } from '../domain/migration/migration.events.js';

const codec: EventCodec<MigrationEvent> = {
  encode: ({ type, data }) => ({ type, schemaVersion: 1, data }),
  decode: (stored) => {
    const known = stored.type === 'MigrationOrdered' || stored.type === 'MigrationCompleted';
    if (!known || stored.schemaVersion !== 1) throw new UnknownEvent(stored);
    return { type: stored.type, data: stored.data } as MigrationEvent;
  },
};

/** One stream for each order. */
@Injectable()
export class MigrationStreams extends CommandHandling<Migration, MigrationEvent> {
  constructor(store: EventStore, clock: Clock) {
    super(store, codec, migrationDecider, clock);
  }
}
