import type { Bilingual } from '#kernel';
import type { ExpectedRevision, LogPosition, Revision, StreamName } from './event-store.js';

/** Somebody wrote to the stream in between. */
export class Conflict extends Error {
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    /** -1n when the stream does not exist. */
    readonly actual: Revision,
  ) {
    super(`${stream} is at ${actual}, expected ${expected}`);
    this.name = 'Conflict';
  }
}

/** An answer rather than a fault, given for every stream that is begun: it does without the dear trace of the stack. */
export class StreamNotFound extends Error {
  constructor(readonly stream: StreamName) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`there is no stream ${stream}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'StreamNotFound';
  }
}

/** One append is larger than the log takes; sizes in bytes. */
export class TooLarge extends Error {
  constructor(
    readonly limit: number,
    readonly size: number,
  ) {
    super(`an append of ${size} bytes is over the limit of ${limit}`);
    this.name = 'TooLarge';
  }
}

/** The events cannot be stored whatever the stream holds: an id twice, a lone surrogate, a value that is not JSON. */
export class InvalidEvents extends Error {
  override readonly name = 'InvalidEvents';
}

/** Nothing was written; it may work later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** The append may or may not have been written; sending it again with the same ids is safe. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The log cannot be written to; nothing was written. */
export class ReadOnly extends Error {
  override readonly name = 'ReadOnly';
}

/** No space left; nothing was written, and it works again when there is space. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** A stored event that cannot be read any more: the file was damaged or changed by hand. */
export class Damaged extends Error {
  override readonly name = 'Damaged';

  constructor(
    readonly stream: StreamName | undefined,
    readonly revision: Revision,
    readonly position: LogPosition,
  ) {
    super(
      `revision ${revision} of ${stream ?? 'a stream without a name'} at ${position} is unreadable; verify the log`,
    );
  }
}

/** Why a log stays shut; each has its sentence in both languages. */
export type CannotOpenReason =
  'in-use' | 'missing' | 'not-a-log' | 'newer' | 'older' | 'not-durable' | 'unreachable';

/** The log cannot be opened. One sentence for the person who starts the service; it names the file. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';

  constructor(
    readonly reason: CannotOpenReason,
    readonly file: string,
    readonly sentence: Bilingual,
    options?: ErrorOptions,
  ) {
    super(sentence.en, options);
  }
}
