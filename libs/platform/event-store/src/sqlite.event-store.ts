import type { Database } from 'better-sqlite3';
import type { Clock } from '#kernel';
import type { FileLock } from '#sqlite';
import { draftsOf, MAXIMUM_APPEND_SIZE } from './draft.js';
import { ReadOnly } from './event-store.errors.js';
import { EventStore } from './event-store.js';
import type {
  Appended,
  ExpectedRevision,
  LogPage,
  LogPosition,
  NewEvent,
  PageHandler,
} from './event-store.js';
import type { ReadAllOptions, ReadStreamOptions, StoredEvent, StreamName } from './event-store.js';
import type { SubscribeOptions, Subscription } from './event-store.js';
import { LogSubscriptions } from './log-subscription.js';
import { RecentEvents } from './recent-events.js';
import { SqliteAppender } from './sqlite.appender.js';
import { auditOf } from './sqlite.audit.js';
import { backUp } from './sqlite.backup.js';
import { lockForWriting, openForReading, openForWriting } from './sqlite.connection.js';
import type { Tuning } from './sqlite.connection.js';
import { SqliteLogReader } from './sqlite.log-reader.js';
import { SqliteLogWriter } from './sqlite.log-writer.js';
import type { Finding } from './finding.js';
import type { Audited } from './verify-log.js';

interface Common {
  readonly file: string;
  /** Called with the connection before the log is used, for example to limit the file's size. */
  readonly tune?: Tuning;
}

/** To write: one process for each file. */
export interface WriterOptions extends Common {
  readonly readOnly?: false;
  readonly clock: Clock;
  /** Bytes of JSON in one append; default 16 MiB. */
  readonly maximumAppendSize?: number;
}

/** To read beside a writer in this process or another; events of others are noticed by looking. */
export interface ReaderOptions extends Common {
  readonly readOnly: true;
  /** Milliseconds between two looks; default 50. */
  readonly pollEvery?: number;
}

const POLL_EVERY = 50;

/** The embedded log: one SQLite file, one writer, group commit. */
export class SqliteEventStore extends EventStore implements Audited {
  private readonly reader: SqliteLogReader;
  /** Empty where another process writes. */
  private readonly recent = new RecentEvents();
  private readonly subscriptions: LogSubscriptions;
  private readonly appender: SqliteAppender | undefined;

  /** @throws CannotOpen, with one sentence that names the file */
  static open(options: WriterOptions | ReaderOptions): SqliteEventStore {
    if (options.readOnly) return new SqliteEventStore(openForReading(options.file, options.tune), options);
    const lock = lockForWriting(options.file);
    try {
      return new SqliteEventStore(openForWriting(options.file, options.tune), options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private constructor(
    private readonly db: Database,
    private readonly options: WriterOptions | ReaderOptions,
    private readonly lock?: FileLock,
  ) {
    super();
    this.reader = new SqliteLogReader(db);
    this.subscriptions = new LogSubscriptions({
      page: (options) => this.recent.page(options) ?? this.reader.page(options),
      end: () => this.reader.end(),
      pollEvery: options.readOnly ? (options.pollEvery ?? POLL_EVERY) : undefined,
    });
    if (!options.readOnly)
      this.appender = new SqliteAppender(new SqliteLogWriter(db, this.reader, options.clock), (events) => {
        this.recent.add(events);
        this.poke();
      });
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    if (!this.appender || this.options.readOnly) throw new ReadOnly('the log was opened to read');
    const drafts = draftsOf(stream, events, this.options.maximumAppendSize ?? MAXIMUM_APPEND_SIZE);
    return this.appender.append({ stream, expected, drafts });
  }

  async readStream(stream: StreamName, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return this.reader.stream(stream, options);
  }

  async readAll(options: ReadAllOptions = {}): Promise<LogPage> {
    return this.reader.page(options);
  }

  subscribe(options: SubscribeOptions, handler: PageHandler): Subscription {
    return this.subscriptions.open(options, handler);
  }

  async head(): Promise<LogPosition> {
    return this.reader.end();
  }

  /** Looks for new events now: somebody knows that another process has written. */
  poke(): void {
    this.subscriptions.wake();
  }

  audit(): AsyncGenerator<Finding> {
    return auditOf(this.db);
  }

  /**
   * Copies the log as it is at this moment, while it is written to.
   * @returns the position of the copy's last event
   * @throws Unavailable when the copy exists already
   */
  backupTo(copy: string): Promise<LogPosition> {
    return backUp(this.options.file, copy);
  }

  /** Writes what is waiting, lets running handlers finish, and frees the file for another process. */
  async close(): Promise<void> {
    if (!this.db.open) return;
    this.appender?.close();
    await this.subscriptions.close();
    this.db.close();
    this.lock?.release();
  }
}
