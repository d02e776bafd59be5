import { hash as digestOf } from 'node:crypto';
import type { Actor } from '#kernel';
import { Damaged } from './event-store.errors.js';
import type { StoredEvent, StreamName } from './event-store.js';
import { positionOf } from './log-position.js';

/** Of `events e LEFT JOIN streams s`. */
export const COLUMNS = columnsWith('s.name');

/** Of `events e`, for one who knows the stream's name. */
export const COLUMNS_OF_A_STREAM = columnsWith('NULL');

/** The ids as text from SQL: a Buffer for each would take twice the time. */
function columnsWith(name: 's.name' | 'NULL'): string {
  return `e.position, ${name}, e.revision, lower(hex(e.id)), e.type, e.schema_version, e.occurred_at,
  e.recorded_at, e.meta, e.data, lower(hex(e.prev_hash)), lower(hex(e.hash))`;
}

/** One row of `COLUMNS`, its integers whole: a position may lie beyond 2^53. */
export type Row = readonly [
  position: bigint,
  stream: StreamName | null,
  revision: bigint,
  id: string,
  type: string,
  schemaVersion: bigint,
  occurredAt: string,
  recordedAt: string,
  meta: string,
  data: string,
  prevHash: string,
  hash: string,
  ...more: string[],
];

interface Meta {
  readonly actor: Actor;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly causationId?: string;
  readonly correlationId?: string;
  readonly calendarVersion?: string;
  readonly policyVersion?: string;
}

/** The event as it was written. @throws Damaged */
export function eventOf(row: Row, stream = row[1]): StoredEvent {
  try {
    return decoded(row, stream);
  } catch {
    throw new Damaged(stream ?? undefined, row[2], positionOf(row[0]));
  }
}

/** The events up to the first damaged one. @throws Damaged when that is the first of all */
export function readableOf(rows: readonly Row[]): readonly StoredEvent[] {
  const events: StoredEvent[] = [];
  try {
    for (const row of rows) events.push(eventOf(row));
  } catch (error) {
    if (events.length === 0) throw error;
  }
  return events;
}

/** Ties a row to all rows before it: hex SHA-256 over the link before and this event's hash. */
export function linkOf(before: string, hash: string): string {
  return digestOf('sha256', before + hash);
}

function decoded(row: Row, stream: StreamName | null): StoredEvent {
  if (stream === null) throw new TypeError('the stream has no name');
  const meta = JSON.parse(row[8]) as Meta;
  const { actor, commandId, fingerprint, causationId = commandId, correlationId = commandId } = meta;
  const event: { -readonly [Key in keyof StoredEvent]: StoredEvent[Key] } = {
    id: uuidOf(row[3]),
    type: row[4],
    schemaVersion: Number(row[5]),
    occurredAt: row[6],
    actor,
    commandId,
    fingerprint,
    correlationId,
    causationId,
    data: JSON.parse(row[9]),
    stream,
    revision: row[2],
    position: positionOf(row[0]),
    recordedAt: row[7],
    prevHash: row[10],
    hash: row[11],
  };
  if (meta.policyVersion !== undefined) event.policyVersion = meta.policyVersion;
  if (meta.calendarVersion !== undefined) event.calendarVersion = meta.calendarVersion;
  return event;
}

function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
