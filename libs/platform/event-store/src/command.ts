import type { Actor, Message, SystemRole } from '#kernel';
import type { LogPosition, NewEvent, Revision, StoredEvent } from './event-store.js';

/** Who asks, as the rim has established it: a signed-in person, or one of the engine's own. */
export type Principal =
  { readonly kind: 'person'; readonly id: string } | { readonly kind: 'system'; readonly role: SystemRole };

/** What travels with every command. */
export interface CommandMeta {
  /** The `Idempotency-Key`: the same id again is the same command. UUID. */
  readonly commandId: string;
  /** Keyed digest of the command's whole content; the same id with another digest is refused. */
  readonly fingerprint: string;
  readonly by: Principal;
  /** ISO 8601, the device's clock; absent: now. */
  readonly occurredAt?: string;
  /** From `If-Match`: the revision the user has seen. */
  readonly ifRevision?: Revision;
  /** Default: the command id. */
  readonly correlationId?: string;
  /** Event id for a command that an event has caused; default: the command id. */
  readonly causationId?: string;
}

/** What a command answers: where the stream is now, and from which position on a query sees it. */
export interface CommandAnswer {
  readonly revision: Revision;
  readonly position: LogPosition;
}

/** How one feature's events are stored: names and versions are for ever. */
export interface EventCodec<Event extends Message> {
  encode(event: Event): Pick<NewEvent, 'type' | 'schemaVersion' | 'data'>;
  /** Brings any stored version up to today's. @throws UnknownEvent */
  decode(stored: Pick<StoredEvent, 'type' | 'schemaVersion' | 'data'>): Event;
}

/** A stored event that this release does not know: the write side stops, it never decides on half-read history. */
export class UnknownEvent extends Error {
  constructor(stored: Pick<StoredEvent, 'type' | 'schemaVersion'>) {
    super(`unknown stored event ${stored.type} v${stored.schemaVersion}`);
    this.name = 'UnknownEvent';
  }
}

/** A decision: the facts, and who the log shall say has made them true. */
export interface Decision<Event> {
  readonly actor: Actor;
  readonly events: readonly Event[];
}
