import { hash } from 'node:crypto';
import { canonicalJson, canonicalString } from '#kernel';
import { isUuid } from './event-id.js';
import { InvalidEvents, TooLarge } from './event-store.errors.js';
import type { NewEvent, StoredEvent, StreamName } from './event-store.js';

/** What stands before the first event of a stream. */
export const NO_HASH = '0'.repeat(64);

/** Bytes of JSON that one append may hold. */
export const MAXIMUM_APPEND_SIZE = 16 * 1024 * 1024;

/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/** What the log adds to an event when it gives it its place. */
export type Place = Pick<StoredEvent, 'stream' | 'revision' | 'recordedAt' | 'prevHash'>;

/** An event that was checked and turned into text once; only its place is missing. */
export interface Draft {
  readonly event: NewEvent;
  /** Canonical JSON. */
  readonly data: string;
  /** JSON of all that is neither data nor a column; ids equal to the command's are left out. */
  readonly meta: string;
  /** Canonical JSON of the stored event, before and after the place. */
  readonly before: string;
  readonly after: string;
  readonly envelope: Envelope;
}

/** What the events of a command have in common, as text: written once for all of them. */
interface Envelope {
  readonly meta: string;
  readonly beforeData: string;
  readonly fingerprint: string;
  readonly policy: string;
}

/** Checks a whole append before it meets the log. @throws InvalidEvents, TooLarge */
export function draftsOf(stream: StreamName, events: readonly NewEvent[], limit: number): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const event of events) drafts.push(draftOf(stream, event, drafts.at(-1)));
  if (events.length > 1 && new Set(events.map(({ id }) => id)).size < events.length)
    throw new InvalidEvents('an event id occurs twice');
  assertSize(drafts, limit);
  return drafts;
}

function assertSize(drafts: readonly Draft[], limit: number): void {
  const length = drafts.reduce((sum, { data, meta }) => sum + data.length + meta.length, 0);
  if (length * MOST_BYTES <= limit) return; // nearly always, and bytes cost a walk through the text
  const sizeOf = (text: string) => Buffer.byteLength(text);
  const size = drafts.reduce((sum, { data, meta }) => sum + sizeOf(data) + sizeOf(meta), 0);
  if (size > limit) throw new TooLarge(limit, size);
}

/** The event's hash at its place. */
export function hashOf({ before, after }: Draft, { prevHash, recordedAt, revision }: Place): string {
  return hash(
    'sha256',
    `${before}"prevHash":"${prevHash}","recordedAt":"${recordedAt}","revision":"${revision}"${after}`,
  );
}

/** An event with all that the log adds to it. */
export function storedEvent(draft: Draft, place: Place, position: StoredEvent['position']): StoredEvent {
  const { stream, revision, recordedAt, prevHash } = place;
  // Named one by one: a second spread would take as long as the hash.
  return { ...draft.event, stream, revision, recordedAt, prevHash, position, hash: hashOf(draft, place) };
}

/** One event as text, maybe after another one of its command. @throws InvalidEvents */
export function draftOf(stream: StreamName, event: NewEvent, before?: Draft): Draft {
  if (!isUuid(event.id)) throw new InvalidEvents(`${event.id} is not a UUID in lower case`);
  if (!Number.isSafeInteger(event.schemaVersion))
    throw new InvalidEvents(`${event.type} has no schema version`);
  try {
    const envelope = before && isAlike(before.event, event) ? before.envelope : envelopeOf(event);
    return written(stream, event, envelope);
  } catch (error) {
    throw new InvalidEvents(`${event.type} cannot be stored: ${(error as Error).message}`, { cause: error });
  }
}

function isAlike(one: NewEvent, other: NewEvent): boolean {
  return (
    one.actor === other.actor &&
    one.commandId === other.commandId &&
    one.causationId === other.causationId &&
    one.correlationId === other.correlationId &&
    one.fingerprint === other.fingerprint &&
    one.calendarVersion === other.calendarVersion &&
    one.policyVersion === other.policyVersion
  );
}

function envelopeOf(event: NewEvent): Envelope {
  const actor = `"actor":${canonicalJson(event.actor)}`;
  const calendar = optional('calendarVersion', event.calendarVersion);
  const command = `,"commandId":${canonicalString(event.commandId)}`;
  const causation = `,"causationId":${canonicalString(event.causationId)}`;
  const correlation = `,"correlationId":${canonicalString(event.correlationId)}`;
  const fingerprint = `,"fingerprint":${canonicalString(event.fingerprint)}`;
  const policy = optional('policyVersion', event.policyVersion);
  const metaCausation = event.causationId === event.commandId ? '' : causation;
  const metaCorrelation = event.correlationId === event.commandId ? '' : correlation;
  return {
    meta: `{${actor}${calendar}${metaCausation}${command}${metaCorrelation}${fingerprint}${policy}}`,
    beforeData: `{${actor}${calendar}${causation}${command}${correlation},"data":`,
    fingerprint,
    policy,
  };
}

function written(stream: StreamName, event: NewEvent, envelope: Envelope): Draft {
  const { meta, beforeData, fingerprint, policy } = envelope;
  const data = canonicalJson(event.data);
  return {
    event,
    envelope,
    data,
    meta,
    before: `${beforeData}${data}${fingerprint},"id":"${event.id}","occurredAt":${canonicalString(event.occurredAt)}${policy},`,
    after: `,"schemaVersion":${event.schemaVersion},"stream":${canonicalString(stream)},"type":${canonicalString(event.type)}}`,
  };
}

function optional(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${canonicalString(value)}`;
}
