import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { Damaged } from './event-store.errors.js';
import { LOG_START } from './event-store.js';
import type { LogPage, LogPosition, PageHandler, ReadAllOptions } from './event-store.js';
import type { SubscribeOptions, Subscription, SubscriptionHealth } from './event-store.js';

/** What a subscription needs of its log. */
export interface LogSource {
  page(options: ReadAllOptions): LogPage;
  end(): LogPosition;
  /** Milliseconds between two looks at a log that another process writes; absent: the log calls `wake`. */
  readonly pollEvery?: number;
}

/** Each look costs every subscription a query: under load they look this seldom, in milliseconds, and see more at once. */
const SHORTEST_PAUSE = 10;

/** The subscriptions of one open log. */
export class LogSubscriptions {
  private readonly live = new Set<LogSubscription>();
  private wokenAt = -Infinity;
  private alarm: NodeJS.Timeout | undefined;

  constructor(private readonly source: LogSource) {}

  open(options: SubscribeOptions, handler: PageHandler): Subscription {
    const subscription = new LogSubscription(this.source, options, handler);
    this.live.add(subscription);
    void subscription.ended.then(() => this.live.delete(subscription));
    return subscription;
  }

  /** Something was written. */
  wake(): void {
    if (this.alarm) return;
    const pause = this.wokenAt + SHORTEST_PAUSE - performance.now();
    if (pause <= 0) this.wakeAll();
    else this.alarm = setTimeout(() => this.wakeAll(), pause).unref();
  }

  private wakeAll(): void {
    this.alarm = undefined;
    this.wokenAt = performance.now();
    for (const subscription of this.live) subscription.wake();
  }

  async close(): Promise<void> {
    clearTimeout(this.alarm);
    await Promise.all([...this.live].map((subscription) => subscription.close()));
  }
}

const RETRY_AFTER = [50, 100, 200, 400, 800, 1600, 3200];

/** Pulls one page after the other, so that a slow handler holds one page in memory and no more. */
class LogSubscription implements Subscription {
  /** Resolves when the handler will not be called again. */
  readonly ended: Promise<void>;
  private state: SubscriptionHealth['state'] = 'catching-up';
  private position: LogPosition;
  private error: Error | undefined;
  private news = Promise.withResolvers<void>();
  private readonly closing = new AbortController();
  private readonly waits: readonly number[];
  private misreads = 0;

  constructor(
    private readonly source: LogSource,
    private readonly options: SubscribeOptions,
    private readonly handler: PageHandler,
  ) {
    const { from, retryAfter = RETRY_AFTER } = options;
    this.waits = retryAfter;
    this.position = from === 'start' ? LOG_START : from === 'end' ? source.end() : from;
    this.ended = this.run();
  }

  health(): SubscriptionHealth {
    const { state, error } = this;
    return { state, position: this.position || 'start', ...(error && { error }) };
  }

  wake(): void {
    this.news.resolve();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake();
    await this.ended;
  }

  private async run(): Promise<void> {
    for (;;) {
      await setImmediate(); // other work comes in between two pages, also when the handler never waits
      if (!this.isOpen()) break;
      this.news = Promise.withResolvers();
      const page = this.read();
      if (!page) {
        await this.pause(this.waits[Math.min(this.misreads++, this.waits.length - 1)] ?? 0);
        continue;
      }
      if (page.position > this.position) await this.deliver(page);
      const hasAll = page.atHead && page.position <= this.position;
      if (hasAll) await this.quiet();
    }
    if (this.state !== 'stopped') this.state = 'closed';
  }

  private read(): LogPage | undefined {
    try {
      const { filter, batch = 500 } = this.options;
      return this.source.page({ from: this.position, limit: batch, ...(filter && { filter }) });
    } catch (error) {
      if (error instanceof Damaged) this.stop(error);
      else this.stumble(error);
      return undefined;
    }
  }

  private async deliver(page: LogPage): Promise<void> {
    for (const pause of [...this.waits, undefined]) {
      try {
        await this.handler(page);
        return this.advance(page);
      } catch (error) {
        if (pause === undefined) return this.stop(asError(error));
        this.stumble(error);
      }
      await this.pause(pause);
      if (!this.isOpen()) return;
    }
  }

  private advance({ position, atHead }: LogPage): void {
    this.misreads = 0;
    this.position = position;
    this.state = atHead ? 'live' : 'catching-up';
    this.error = undefined;
  }

  private async quiet(): Promise<void> {
    this.state = 'live';
    this.error = undefined;
    this.misreads = 0;
    const { pollEvery } = this.source;
    const timer = pollEvery === undefined ? undefined : setTimeout(() => this.wake(), pollEvery).unref();
    await this.news.promise;
    clearTimeout(timer);
  }

  private stumble(error: unknown): void {
    this.state = 'retrying';
    this.error = asError(error);
  }

  private stop(error: Error): void {
    this.state = 'stopped';
    this.error = error;
    this.closing.abort();
    (this.options.onStopped ?? warn)(error);
  }

  private async pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { ref: false, signal: this.closing.signal }).catch(() => undefined);
  }

  private isOpen(): boolean {
    return !this.closing.signal.aborted;
  }
}

function warn(error: Error): void {
  process.emitWarning(`a subscription to the log has stopped: ${error.message}`, 'SubscriptionStopped');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
