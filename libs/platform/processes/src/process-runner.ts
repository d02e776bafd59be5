import {
  uuidV5,
  type EventStore,
  type LogPage,
  type Subscription,
  type SubscriptionHealth,
} from '#event-store';
import { Rejection } from '#kernel';
import type { Checkpoints } from './checkpoints.js';
import type { Process, Step } from './process.js';

/** Sends a command to whoever handles it; the bus, in the running service. */
export type Dispatch = (command: object) => Promise<unknown>;

/** The id of the command that an event causes: the same event again is the same command. */
export function commandIdFrom(eventId: string, name: string): string {
  return uuidV5(name, eventId);
}

/** Follows the log for each process, from where it stopped, and sends the commands its events call for. */
export class ProcessRunner {
  private readonly subscriptions = new Map<string, Subscription>();

  constructor(
    private readonly store: EventStore,
    private readonly checkpoints: Checkpoints,
    private readonly processes: readonly Process[],
    private readonly dispatch: Dispatch,
  ) {}

  start(): void {
    for (const process of this.processes) {
      const from = this.checkpoints.read(process.name) ?? 'start';
      const follow = (page: LogPage) => this.follow(process, page);
      this.subscriptions.set(process.name, this.store.subscribe({ from, filter: process.filter }, follow));
    }
  }

  /** After it resolves no further command is sent. */
  async stop(): Promise<void> {
    await Promise.all([...this.subscriptions.values()].map((subscription) => subscription.close()));
    this.subscriptions.clear();
  }

  health(): Readonly<Record<string, SubscriptionHealth>> {
    return Object.fromEntries(
      [...this.subscriptions].map(([name, subscription]) => [name, subscription.health()]),
    );
  }

  private async follow(process: Process, { events, position }: LogPage): Promise<void> {
    for (const event of events) {
      await this.take(process.react(event));
      this.checkpoints.save(process.name, event.position);
    }
    if (events.length === 0) this.checkpoints.save(process.name, position);
  }

  private async take(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      try {
        await this.dispatch(step.command);
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        await this.take(step.refused?.(error as Rejection) ?? []);
      }
    }
  }
}
