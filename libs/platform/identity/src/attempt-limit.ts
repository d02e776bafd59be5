import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';
import { refuse } from './refusals.js';

export interface AttemptLimitOptions {
  /** Failures that are let through within the window. */
  readonly attempts: number;
  /** In milliseconds, sliding: each failure counts for this long. */
  readonly window: number;
  /** Keys whose failures are remembered, the latest ones; default 50,000. */
  readonly remembered?: number;
}

/**
 * So many failures per key and window. An attempt counts from its beginning, so that many at once gain nothing, until it
 * turns out right. Kept in memory: a restart forgets failures.
 */
export class AttemptLimit {
  private readonly failures: LRUCache<string, readonly number[]>;
  private readonly attempts: number;
  private readonly window: number;

  constructor(
    private readonly clock: Clock,
    { attempts, window, remembered = 50_000 }: AttemptLimitOptions,
  ) {
    this.failures = new LRUCache({ max: remembered });
    this.attempts = attempts;
    this.window = window;
  }

  /**
   * Does the deed if the key has an attempt left; an answer of `undefined` is a failure, anything else is none.
   * @throws Rejection `too-many-attempts` with `retryAfterSeconds`
   */
  async guard<Answer>(key: string, deed: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    this.take(key);
    let failed = false;
    try {
      const answer = await deed();
      failed = answer === undefined;
      return answer;
    } finally {
      if (!failed) this.giveBack(key);
    }
  }

  /** Forgets all failures of the key. */
  reset(key: string): void {
    this.failures.delete(key);
  }

  private take(key: string): void {
    const recent = this.recent(key);
    const now = this.clock.now();
    const blocking = recent[recent.length - this.attempts];
    if (blocking !== undefined) {
      const retryAfterSeconds = Math.max(1, Math.ceil((blocking + this.window - now) / 1000));
      throw refuse('too-many-attempts', { details: { retryAfterSeconds } });
    }
    this.failures.set(key, [...recent, now]);
  }

  private giveBack(key: string): void {
    const rest = this.recent(key).slice(0, -1);
    if (rest.length > 0) this.failures.set(key, rest);
    else this.failures.delete(key);
  }

  private recent(key: string): readonly number[] {
    const since = this.clock.now() - this.window;
    return (this.failures.get(key) ?? []).filter((moment) => moment > since);
  }
}
