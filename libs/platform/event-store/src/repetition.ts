import { Conflict } from './event-store.errors.js';
import { LOG_START } from './event-store.js';
import type { Appended, ExpectedRevision, Revision, StoredEvent, StreamName } from './event-store.js';

/** Where a stream ends. */
export type StreamEnd = Pick<StoredEvent, 'revision' | 'position'>;

/** The end of a stream that does not exist. */
export const NO_STREAM: StreamEnd = { revision: -1n, position: LOG_START };

/** An append as its writer asks for it. */
export interface Wish {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly ids: readonly string[];
}

/**
 * What every adapter asks before it writes. Nothing: the append is new and its writer has seen the stream's end. An
 * answer: nothing is to be written, because there are no events or the same ones were written here before.
 * @throws Conflict
 */
export function answerWithoutWriting(
  { stream, expected, ids }: Wish,
  end: StreamEnd,
  read: (from: Revision, count: number) => readonly StoredEvent[],
): Appended | undefined {
  if (ids.length === 0) return answerOf([], end);
  const seen = expected === 'no-stream' ? -1n : expected;
  if (seen === end.revision) return undefined;
  const written = seen >= -1n && seen < end.revision ? read(seen + 1n, ids.length) : [];
  if (written.length === ids.length && written.every(({ id }, index) => id === ids[index]))
    return answerOf(written, end);
  throw new Conflict(stream, expected, end.revision);
}

/** The answer that names the last of the events, or the stream's end when there are none. */
export function answerOf(events: readonly StoredEvent[], end: StreamEnd): Appended {
  const { revision, position } = events.at(-1) ?? end;
  return { revision, position, events };
}
