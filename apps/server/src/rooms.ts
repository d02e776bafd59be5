import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import type { TrustedClock } from '#deadlines';
import { EventStore } from '#event-store';
import { Accounts, Sessions } from '#identity';
import { Clock } from '#kernel';
import { Outbox, Poster, ReadingMarks } from '#outbox';
import { KeyedDigests, Vault } from '#privacy';
import { ReadStore } from '#read-store';
import type { Checkpoints } from '#processes';
import type { Logger } from '#telemetry';
import type { Projecting } from './projections.js';

/** What the features stand on, opened and ready. */
export interface Rooms {
  /** The one clock that commands and deadlines are decided by. */
  readonly clock: TrustedClock;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly digests: KeyedDigests;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly views: ReadStore;
  readonly runner: Projecting;
  /** Calls back each time the read models have moved on. */
  readonly whenAdvanced: (heard: () => void) => void;
  readonly checkpoints: Checkpoints;
  /** What goes out of the house, and who has read how far. */
  readonly outbox: Outbox;
  readonly marks: ReadingMarks;
  readonly poster: Poster;
  readonly log: Logger;
}

/** The rooms as Nest providers, by their own classes. */
@Global()
@Module({})
export class RoomsModule {
  static of(rooms: Rooms): DynamicModule {
    const { clock, store, vault, digests, accounts, sessions, views, outbox, marks, poster } = rooms;
    const providers: Provider[] = [
      { provide: Clock, useValue: clock },
      { provide: EventStore, useValue: store },
      { provide: Vault, useValue: vault },
      { provide: KeyedDigests, useValue: digests },
      { provide: Accounts, useValue: accounts },
      { provide: Sessions, useValue: sessions },
      { provide: ReadStore, useValue: views },
      { provide: Outbox, useValue: outbox },
      { provide: ReadingMarks, useValue: marks },
      { provide: Poster, useValue: poster },
    ];
    return { module: RoomsModule, providers, exports: providers };
  }
}
