import type { EventFilter, EventStore, LogPosition, SubscriptionHealth } from '#event-store';
import type { Clock } from '#kernel';

/** Events that are read, at most, to say how many are missing. */
const LAG_COUNTED = 1_000;

export interface RebuildProgress {
  /** Events folded so far. */
  readonly events: number;
  /** Events the file before has folded; absent when there was none. */
  readonly of?: number;
}

export interface RunnerHealth {
  readonly state: SubscriptionHealth['state'] | 'not-started';
  readonly position: LogPosition;
  readonly generation: number;
  /** Why it retries or has stopped; a `ProjectionFailed` names projection and event. */
  readonly error?: Error;
  readonly rebuilding?: RebuildProgress;
}

/** How far the read models are behind the log. */
export interface Lag {
  /** Events not folded yet; 1,000 stands for that many or more. */
  readonly events: number;
  /** Age of the oldest of them. */
  readonly seconds: number;
}

export async function lagBehind(
  store: EventStore,
  from: LogPosition,
  filter: EventFilter,
  clock: Clock,
): Promise<Lag> {
  const { events } = await store.readAll({ from, filter, limit: LAG_COUNTED });
  const [oldest] = events;
  return {
    events: events.length,
    seconds: oldest ? (clock.now() - Date.parse(oldest.recordedAt)) / 1_000 : 0,
  };
}
