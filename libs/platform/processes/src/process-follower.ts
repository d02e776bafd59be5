import { setTimeout as sleep } from 'node:timers/promises';
import {
  LOG_START,
  type EventStore,
  type LogPage,
  type Subscription,
  type SubscriptionHealth,
} from '#event-store';
import { Rejection, type RejectionKind } from '#kernel';
import type { Checkpoints } from './checkpoints.js';
import type { Process, Step } from './process.js';

/** Sends a command to whoever handles it; the bus, in the running service. */
export type Dispatch = (command: object) => Promise<unknown>;

/** Pages at the head without an event for the process, after which its place is saved: a lost place costs little reading. */
const QUIET_PAGES = 64;

export interface Following {
  readonly store: EventStore;
  readonly checkpoints: Checkpoints;
  readonly dispatch: Dispatch;
  /** Waits after a failure, in milliseconds. */
  readonly retryAfter: readonly number[];
  /** All the waits have not helped: somebody must look. It goes on trying at the pace of the last wait. */
  readonly onStuck: (process: string, error: Error) => void;
}

/** One process on its way along the log: an event is passed over only when its commands were carried out or refused. */
export class ProcessFollower {
  private subscription: Subscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private error: Error | undefined;
  private quietPages = 0;
  /** Everything up to here was acted on, or was not for this process. */
  private passed = LOG_START;
  private readonly stopping = new AbortController();

  constructor(
    private readonly process: Process,
    private readonly following: Following,
  ) {}

  start(): void {
    this.running = this.open();
  }

  /** The command in hand is finished, and none follows it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.subscription?.close();
    const { checkpoints } = this.following;
    if (this.passed > (checkpoints.read(this.process.name) ?? LOG_START))
      checkpoints.save(this.process.name, this.passed);
  }

  health(): SubscriptionHealth {
    if (this.subscription) return this.subscription.health();
    const position = this.following.checkpoints.read(this.process.name) || 'start';
    return this.error
      ? { state: 'retrying', position, error: this.error }
      : { state: 'catching-up', position };
  }

  private async open(): Promise<void> {
    const { store, retryAfter } = this.following;
    const { filter } = this.process;
    try {
      const from = await this.startingPoint();
      if (this.stopping.signal.aborted) return;
      this.subscription = store.subscribe(
        { from, filter, retryAfter, onStopped: (error) => this.stuck(error) },
        (page) => this.follow(page),
      );
    } catch (error) {
      this.stuck(error as Error);
    }
  }

  /** A log that ends before the checkpoint was brought back from a copy: what follows there is new. */
  private async startingPoint(): Promise<SubscriptionHealth['position']> {
    const { store, checkpoints } = this.following;
    const reached = checkpoints.read(this.process.name) ?? LOG_START;
    if (reached > (await store.head())) {
      checkpoints.save(this.process.name, LOG_START);
      this.passed = LOG_START;
      return 'start';
    }
    if (reached > this.passed) this.passed = reached;
    return this.passed || 'start';
  }

  private stuck(error: Error): void {
    this.error = error;
    this.following.onStuck(this.process.name, error);
    this.running = this.openAgain();
  }

  private async openAgain(): Promise<void> {
    const pause = this.following.retryAfter.at(-1) ?? 0;
    const { signal } = this.stopping;
    await sleep(pause, undefined, { ref: false, signal }).catch(() => undefined);
    if (!signal.aborted) await this.open();
  }

  private async follow({ events, position, atHead }: LogPage): Promise<void> {
    for (const event of events.filter((each) => each.position > this.passed)) {
      if (this.stopping.signal.aborted) return;
      await this.take(this.process.react(event));
      this.passed = event.position;
    }
    this.passed = position;
    const isWorthSaving = events.length > 0 || !atHead || (this.quietPages += 1) % QUIET_PAGES === 0;
    if (isWorthSaving) this.following.checkpoints.save(this.process.name, position);
  }

  private async take(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      try {
        await this.following.dispatch(step.command);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        await this.take(step.refused?.(error) ?? []);
      }
    }
  }
}

/** Said by a service that is overloaded or out of order: the business itself has said nothing yet. */
const NOT_NOW: ReadonlySet<string> = new Set<RejectionKind>(['unavailable', 'too-many']);

function isRefusal(error: unknown): error is Rejection {
  return error instanceof Rejection && !NOT_NOW.has(error.kind) && error.code !== 'changed-meanwhile';
}
