import type { LogPosition, SubscriptionHealth } from '#event-store';

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
