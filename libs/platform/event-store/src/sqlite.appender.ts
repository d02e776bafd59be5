import { Conflict, Damaged, InvalidEvents, Unavailable } from './event-store.errors.js';
import type { Appended, StoredEvent } from './event-store.js';
import { isConstraint, translated } from './sqlite.errors.js';
import type { CheckedAppend, SqliteLogWriter } from './sqlite.log-writer.js';

/** A drain stops taking more at the first of these, so that it never holds the process up for long. */
const EVENTS_AT_ONCE = 1000;
const MILLISECONDS_AT_ONCE = 4;

interface Waiting extends CheckedAppend {
  readonly resolve: (answer: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Group commit: what was asked for in one turn of the event loop is written and synchronised in one transaction. */
export class SqliteAppender {
  private queue: Waiting[] = [];
  private scheduled = false;
  private closed = false;

  constructor(
    private readonly writer: SqliteLogWriter,
    private readonly onWritten: (events: readonly StoredEvent[]) => void,
  ) {}

  append(append: CheckedAppend): Promise<Appended> {
    if (this.closed) return Promise.reject(new Unavailable('the log is closed'));
    return new Promise((resolve, reject) => {
      this.queue.push({ ...append, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what is waiting and takes no more. */
  close(): void {
    this.closed = true;
    while (this.queue.length > 0) this.drain();
  }

  private schedule(): void {
    if (this.scheduled || this.queue.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.drain();
      this.schedule();
    });
  }

  private drain(): void {
    const outcomes: (() => void)[] = [];
    let written: readonly StoredEvent[];
    try {
      this.writer.begin();
      this.write(outcomes);
      written = this.writer.commit();
    } catch (error) {
      this.writer.rollback();
      return this.refuse(error, outcomes.length);
    }
    this.queue.splice(0, outcomes.length);
    for (const tell of outcomes) tell();
    this.onWritten(written);
  }

  private write(outcomes: (() => void)[]): void {
    const until = performance.now() + MILLISECONDS_AT_ONCE;
    let events = 0;
    for (const waiting of this.queue) {
      outcomes.push(this.outcomeOf(waiting));
      events += waiting.drafts.length;
      if (events >= EVENTS_AT_ONCE || performance.now() >= until) return;
    }
  }

  /** These errors show before anything is written, so they need no savepoint and harm no neighbour. */
  private outcomeOf(waiting: Waiting): () => void {
    try {
      const answer = this.writer.write(waiting);
      return () => waiting.resolve(answer);
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof Damaged)) throw error;
      return () => waiting.reject(error);
    }
  }

  /** Nothing was written: the one append that can never be is refused and the others go again, or all are told. */
  private refuse(error: unknown, failed: number): void {
    const invalid = isConstraint(error);
    const reason = invalid
      ? new InvalidEvents('an event id is in the stream already', { cause: error })
      : translated(error);
    for (const waiting of invalid ? this.queue.splice(failed, 1) : this.queue.splice(0))
      waiting.reject(reason);
  }
}
