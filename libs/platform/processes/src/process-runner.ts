import { uuidV5, type EventStore, type SubscriptionHealth } from '#event-store';
import type { Checkpoints } from './checkpoints.js';
import { ProcessFollower, type Dispatch, type Following } from './process-follower.js';
import type { Process } from './process.js';

export type { Dispatch } from './process-follower.js';

const RETRY_AFTER = [50, 100, 200, 400, 800, 1_600, 3_200, 10_000, 30_000];

/** The id of the command that an event causes: the same event again is the same command. */
export function commandIdFrom(eventId: string, name: string): string {
  return uuidV5(name, eventId);
}

/** Follows the log for each process, from where it stopped, and sends the commands its events call for. */
export class ProcessRunner {
  private readonly following: Following;
  private followers: ReadonlyMap<string, ProcessFollower> = new Map();

  constructor(
    store: EventStore,
    checkpoints: Checkpoints,
    private readonly processes: readonly Process[],
    dispatch: Dispatch,
    options: Partial<Pick<Following, 'retryAfter' | 'onStuck'>> = {},
  ) {
    this.following = { store, checkpoints, dispatch, retryAfter: RETRY_AFTER, onStuck: warn, ...options };
  }

  start(): void {
    if (this.followers.size > 0) throw new Error('the processes are running already');
    this.followers = new Map(
      this.processes.map((process) => [process.name, new ProcessFollower(process, this.following)]),
    );
    for (const follower of this.followers.values()) follower.start();
  }

  /** After it resolves no further command is sent. */
  async stop(): Promise<void> {
    await Promise.all([...this.followers.values()].map((follower) => follower.stop()));
    this.followers = new Map();
  }

  health(): Readonly<Record<string, SubscriptionHealth>> {
    return Object.fromEntries([...this.followers].map(([name, follower]) => [name, follower.health()]));
  }
}

function warn(name: string, error: Error): void {
  process.emitWarning(`the process ${name} cannot go on: ${error.message}`, 'ProcessStuck');
}
