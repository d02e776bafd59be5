import type { Actor, Brand } from '#kernel';

/** Name of a stream, `<subject>-<id>`: the part before the first dash is its category. */
export type StreamName = Brand<string, 'StreamName'>;
/** Place of an event in the whole log: opaque, compares with `<` as a string, later is greater. */
export type LogPosition = Brand<string, 'LogPosition'>;
/** Place of an event in its stream: from 0n, without gaps. */
export type Revision = bigint;
/** What the writer has seen of the stream: its exact last revision, or that it does not exist. */
export type ExpectedRevision = Revision | 'no-stream';

/** An event about to be written. `data` is plain JSON; personal data in it is sealed already. */
export interface NewEvent {
  /** UUIDv5 of command id and index (`eventIdOf`): the same command again is the same append. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** ISO 8601, the device's clock. */
  readonly occurredAt: string;
  readonly actor: Actor;
  readonly commandId: string;
  /** Keyed digest of the command's content, to tell a repetition from a reuse of its id. */
  readonly fingerprint: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly policyVersion?: string;
  readonly calendarVersion?: string;
  readonly data: unknown;
}

export interface StoredEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: LogPosition;
  /** ISO 8601, the store's clock; never goes back within the log. */
  readonly recordedAt: string;
  /** Hex SHA-256 of the event before it in its stream; 64 zeros before the first. */
  readonly prevHash: string;
  /**
   * Hex SHA-256 over the canonical JSON (RFC 8785) of this event without `hash` and `position`; the revision is in it as
   * a decimal string, for JSON numbers end at 2^53.
   */
  readonly hash: string;
}

export interface Appended {
  /** Revision of the last event; of the stream's last event when nothing was appended, -1n when there is none. */
  readonly revision: Revision;
  /** Position of the last event written (or found written already). */
  readonly position: LogPosition;
  readonly events: readonly StoredEvent[];
}

export interface ReadStreamOptions {
  /** Inclusive. Default: the first event, or the last one when reading backwards. */
  readonly from?: Revision;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

/** Both parts must hold; an absent part holds always. */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAllOptions {
  /** Exclusive; absent: from the start of the log. */
  readonly from?: LogPosition;
  readonly filter?: EventFilter;
  /** Most events in the answer; default 1,000. */
  readonly limit?: number;
}

export interface LogPage {
  readonly events: readonly StoredEvent[];
  /** Where to read on: the last position looked at, also when the filter let nothing through. */
  readonly position: LogPosition;
  /** True when nothing was written after `position` at the time of reading. */
  readonly atHead: boolean;
}

export interface SubscribeOptions {
  /** Exclusive position, or one of the log's ends. */
  readonly from: LogPosition | 'start' | 'end';
  readonly filter?: EventFilter;
  /** Most events handed over at once; default 500. */
  readonly batch?: number;
  /** Waits after a handler's error, in milliseconds; when the last one has not helped, the subscription stops. */
  readonly retryAfter?: readonly number[];
  /** The subscription has given up: somebody must look. Default: a process warning. */
  readonly onStopped?: (error: Error) => void;
}

/**
 * Gets every page in order, one at a time: the next page waits until the promise settles. A page may be empty (the filter
 * let nothing through) and still moves the position. A thrown error is retried with back-off, then stops the subscription;
 * a log that cannot be read is tried again without end. It must not wait for its own subscription's `close`.
 */
export type PageHandler = (page: LogPage) => Promise<void> | void;

export interface SubscriptionHealth {
  readonly state: 'catching-up' | 'live' | 'retrying' | 'stopped' | 'closed';
  readonly position: LogPosition | 'start';
  readonly error?: Error;
}

export interface Subscription {
  health(): SubscriptionHealth;
  /** After it resolves the handler is not called again. */
  close(): Promise<void>;
}

/** Position before the first event. */
export const LOG_START = '' as LogPosition;

/**
 * The log, the product's memory. Errors are those of `event-store.errors.ts`; a driver's own never leave an adapter.
 */
export abstract class EventStore {
  /**
   * Writes all events or none, after a durable write. The same ids at the same expected revision again answer as the
   * first time and write nothing. No events: nothing is written, the answer names the stream's end.
   * @throws Conflict, TooLarge, InvalidEvents, Unavailable, OutcomeUnknown, ReadOnly, StoreFull
   */
  abstract append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended>;
  /** @throws StreamNotFound */
  abstract readStream(stream: StreamName, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  abstract readAll(options?: ReadAllOptions): Promise<LogPage>;
  abstract subscribe(options: SubscribeOptions, handler: PageHandler): Subscription;
  /** Position of the last event, `LOG_START` in an empty log. */
  abstract head(): Promise<LogPosition>;
  abstract close(): Promise<void>;
}
