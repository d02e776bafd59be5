import { momentText, type Clock } from '#kernel';
import { draftsOf, MAXIMUM_APPEND_SIZE, NO_HASH, storedEvent } from './draft.js';
import type { Draft } from './draft.js';
import { accepts } from './event-filter.js';
import { InvalidEvents, StreamNotFound, Unavailable } from './event-store.errors.js';
import { EventStore, LOG_START } from './event-store.js';
import type {
  Appended,
  ExpectedRevision,
  LogPage,
  LogPosition,
  NewEvent,
  PageHandler,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  StreamName,
  SubscribeOptions,
  Subscription,
} from './event-store.js';
import { placeOf, positionOf } from './log-position.js';
import { LogSubscriptions } from './log-subscription.js';
import { answerOf, answerWithoutWriting, NO_STREAM } from './repetition.js';

/** The log in an array: the reference that every other adapter is held to. */
export class InMemoryEventStore extends EventStore {
  protected readonly log: StoredEvent[] = [];
  private readonly subscriptions = new LogSubscriptions({
    page: (options) => this.page(options),
    end: () => this.end(),
  });
  private closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly maximumAppendSize = MAXIMUM_APPEND_SIZE,
  ) {
    super();
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    if (this.closed) throw new Unavailable('the log is closed');
    const drafts = draftsOf(stream, events, this.maximumAppendSize);
    const ids = events.map(({ id }) => id);
    const existing = this.log.filter((event) => event.stream === stream);
    const end = existing.at(-1);
    const answer = answerWithoutWriting({ stream, expected, ids }, end ?? NO_STREAM, (from, count) =>
      existing.filter(({ revision }) => revision >= from).slice(0, count),
    );
    if (answer) return structuredClone(answer);
    if (existing.some(({ id }) => ids.includes(id)))
      throw new InvalidEvents('an event id is in the stream already');
    const written = drafts.map((draft) => this.write(stream, draft));
    this.subscriptions.wake();
    return structuredClone(answerOf(written, NO_STREAM));
  }

  async readStream(stream: StreamName, options: ReadStreamOptions = {}): Promise<readonly StoredEvent[]> {
    const { from, direction = 'forwards', limit } = options;
    const events = this.log.filter((event) => event.stream === stream);
    if (events.length === 0) throw new StreamNotFound(stream);
    const forwards = events.filter(({ revision }) => revision >= (from ?? 0n));
    const backwards = events.filter(({ revision }) => from === undefined || revision <= from).toReversed();
    return structuredClone((direction === 'forwards' ? forwards : backwards).slice(0, limit));
  }

  async readAll(options: ReadAllOptions = {}): Promise<LogPage> {
    return this.page(options);
  }

  subscribe(options: SubscribeOptions, handler: PageHandler): Subscription {
    return this.subscriptions.open(options, handler);
  }

  async head(): Promise<LogPosition> {
    return this.end();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.subscriptions.close();
  }

  private page({ from = LOG_START, filter = {}, limit = 1000 }: ReadAllOptions): LogPage {
    const isAsked = accepts(filter);
    const matching = this.log.filter((event) => event.position > from && isAsked(event));
    const events = structuredClone(matching.slice(0, limit));
    const end = this.end();
    const position = (matching.length > limit ? events.at(-1)?.position : end) ?? from;
    return { events, position: position < from ? from : position, atHead: position >= end };
  }

  private write(stream: StreamName, draft: Draft): StoredEvent {
    const before = this.log.findLast((event) => event.stream === stream);
    const last = this.log.at(-1);
    const now = momentText(this.clock.now());
    const place = {
      stream,
      revision: before ? before.revision + 1n : 0n,
      recordedAt: last && last.recordedAt > now ? last.recordedAt : now,
      prevHash: before?.hash ?? NO_HASH,
    };
    const event = structuredClone(storedEvent(draft, place, positionOf(placeOf(this.end()) + 1n)));
    this.log.push(event);
    return event;
  }

  private end(): LogPosition {
    return this.log.at(-1)?.position ?? LOG_START;
  }
}
