import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#kernel';
import { LOG_START, type EventFilter, type EventStore, type LogPage, type Subscription } from '#event-store';
import { Generations } from './generations.js';
import { lagBehind, type Lag, type RebuildProgress, type RunnerHealth } from './health.js';
import { openLive, type Live } from './live.js';
import { Pace } from './pace.js';
import { askedForBy, type AnyProjection, type ViewsMark } from './projection.js';
import { buildViews, foldUpTo, type Rebuild } from './rebuild.js';
import { lockForWriting } from './writer-lock.js';

/** Events in one transaction of a rebuild: many for speed, few enough for memory, fewer where others want their turn. */
const ALONE = 5_000;
const BESIDE_LIVE = 1_000;

export interface RunnerOptions {
  /** The data folder. */
  readonly folder: string;
  readonly store: EventStore;
  readonly projections: readonly AnyProjection[];
  readonly clock: Clock;
  /** How long a batch may hold the event loop, in milliseconds; default 5. More in a thread of its own. */
  readonly longestBatch?: number;
  /** Called after every commit, in order: for `ReadStore.advanced`, by message when that lives in another thread. */
  readonly onAdvanced?: (mark: ViewsMark) => void;
  /** Called each time a batch fails, before it is tried again. */
  readonly onFailed?: (error: Error) => void;
}

/**
 * The writing side: follows the log and keeps the live generation up to date; the only writer of its folder. It knows no
 * reader, so it may run in a thread of its own.
 */
export class ProjectionRunner {
  private readonly generations: Generations;
  private readonly filter: EventFilter;
  private readonly erasing: ReadonlySet<string>;
  private readonly pace: Pace;
  private readonly stopping = new AbortController();
  private lock?: { release(): void };
  private live?: Live;
  private subscription?: Subscription;
  private failure?: Error;
  private rebuilding?: RebuildProgress;
  private replacing: Promise<void> = Promise.resolve();
  private emptying: Promise<void> = Promise.resolve();

  constructor(private readonly options: RunnerOptions) {
    this.generations = new Generations(options.folder);
    this.filter = askedForBy(options.projections);
    this.pace = new Pace(options.longestBatch ?? 5);
    this.erasing = new Set(options.projections.flatMap(({ erasedBy = [] }) => erasedBy));
  }

  /**
   * Opens the live generation, or builds it from the whole log when there is none, or one of other projections or other
   * versions, or one that is ahead of the log. Until then there is nothing to read.
   * @throws ViewsInUse, ProjectionFailed
   */
  async prepare(onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    this.lock ??= lockForWriting(this.options.folder);
    await this.generations.sweep();
    const found = await openLive(this.generations, this.options.projections);
    const fits = found?.views.isMadeBy(this.options.projections);
    if (found && fits && found.views.position() <= (await this.options.store.head())) {
      this.live = found;
      // The process before may have ended between an erasure and the emptying that follows it.
      await found.views.truncateWal();
      this.announce();
    } else {
      await found?.views.close();
      await this.replaceLive(found?.views.events(), onProgress);
    }
  }

  /** Follows the log, from the checkpoint on. */
  start(): void {
    const { views } = this.prepared();
    this.subscription ??= this.options.store.subscribe(
      { from: views.position() || 'start', filter: this.filter },
      (page) => this.fold(page),
    );
  }

  /** The batch in hand is finished, a rebuild is given up. The runner is not used afterwards. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.replacing.catch(() => {});
    await this.pause();
    await this.emptying;
    await this.live?.views.close();
    this.lock?.release();
  }

  /** Makes all read models again, beside the live ones, and puts them in their place when they have caught up. */
  async rebuild(onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    if (this.rebuilding) throw new Error('the read models are being rebuilt already');
    await this.replaceLive(this.prepared().views.events(), onProgress);
  }

  health(): RunnerHealth {
    const { state, error = this.failure } = this.subscription?.health() ?? { state: 'not-started' };
    return {
      state,
      position: this.live?.views.position() ?? LOG_START,
      generation: this.live?.generation ?? 0,
      ...(error && { error }),
      ...(this.rebuilding && { rebuilding: this.rebuilding }),
    };
  }

  lag(): Promise<Lag> {
    return lagBehind(
      this.options.store,
      this.live?.views.position() ?? LOG_START,
      this.filter,
      this.options.clock,
    );
  }

  /** Overwritten and deleted rows are in none of the files afterwards. Waits for readers, up to ten seconds. */
  async truncateWal(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await this.prepared().views.truncateWal()) return;
      await sleep(50);
    }
    throw new Error('a query has been holding on to old rows for ten seconds');
  }

  private async fold({ events, position }: LogPage): Promise<void> {
    const { views } = this.prepared();
    if (position <= views.position()) return;
    const fresh = events.filter((event) => event.position > views.position());
    try {
      await this.pace.inBatches(fresh, async (batch, last) => {
        await views.fold(batch, last ? position : undefined);
        this.announce();
      });
      this.failure = undefined;
    } catch (error) {
      this.failure = error as Error;
      this.announce();
      this.options.onFailed?.(this.failure);
      throw error;
    }
    if (fresh.some(({ type }) => this.erasing.has(type))) this.emptying = this.forgetErased();
  }

  /** Beside the folding: a long query may stand in the way for seconds. */
  private async forgetErased(): Promise<void> {
    try {
      await this.truncateWal();
    } catch (error) {
      this.options.onFailed?.(error as Error);
    }
  }

  private replaceLive(
    of: number | undefined,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<void> {
    const onFolded = (events: number) => {
      this.rebuilding = { events, ...(of !== undefined && { of }) };
      onProgress?.(this.rebuilding);
    };
    onFolded(0);
    const rebuild = {
      ...this.options,
      generations: this.generations,
      batch: this.subscription ? BESIDE_LIVE : ALONE,
      signal: this.stopping.signal,
      onFolded,
    };
    this.replacing = this.buildAndSwitch(rebuild);
    return this.replacing;
  }

  private async buildAndSwitch(rebuild: Rebuild): Promise<void> {
    try {
      const generation = this.generations.next();
      await this.switchTo({ generation, views: await buildViews(generation, rebuild) }, rebuild);
    } finally {
      this.rebuilding = undefined;
      await this.generations.sweep();
    }
  }

  /** Nobody sees the rows go back: the new file is as far as the live one before it takes its place. */
  private async switchTo(next: Live, rebuild: Rebuild): Promise<void> {
    const wasFollowing = await this.pause();
    const before = this.live?.views;
    try {
      await foldUpTo(before?.position() ?? LOG_START, next.views, rebuild);
      await next.views.truncateWal();
      await this.generations.promote(next.generation);
      this.live = next;
      this.announce();
    } finally {
      await (this.live === next ? before : next.views)?.close();
      if (wasFollowing) this.start();
    }
  }

  private async pause(): Promise<boolean> {
    const { subscription } = this;
    this.subscription = undefined;
    await subscription?.close();
    return subscription !== undefined;
  }

  private announce(): void {
    const { generation, views } = this.prepared();
    this.options.onAdvanced?.({ generation, position: views.position() });
  }

  private prepared(): Live {
    if (!this.live) throw new Error('the runner is not prepared');
    return this.live;
  }
}
