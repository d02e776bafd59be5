import type { Lane, Parcel } from './outbox.js';

/** At most so many messages to one recipient within any such span. */
export interface Limit {
  readonly messages: number;
  /** Milliseconds. */
  readonly within: number;
}

/** What came of one attempt. */
export interface Carried {
  /** `refused`: no further attempt will help. */
  readonly outcome: 'delivered' | 'failed' | 'refused';
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  readonly excerpt: string;
  /** The receiver's own wish, in milliseconds. */
  readonly retryAfter?: number;
}

/** What brings parcels to their recipients, and knows when they may be disturbed. */
export interface Carrier {
  /** From when on something may go in this lane; `now` or earlier: at once. */
  earliest(lane: Lane, now: number): Promise<number>;
  limits(lane: Lane): readonly Limit[];
  /** Letters that wait together go as one parcel when there are more than this. */
  readonly mostApart: number;
  /** May throw; that counts as a failed attempt. */
  carry(parcel: Parcel, now: number): Promise<Carried>;
}
