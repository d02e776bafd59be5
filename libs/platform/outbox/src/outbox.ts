/** One thing to be said to one recipient over one channel because of one event: these three are its key, said once. */
export interface Letter {
  /** Id of the event. */
  readonly event: string;
  /** What kind of way it takes, kebab-case. */
  readonly channel: string;
  /** Id of the one who receives over it. */
  readonly recipient: string;
  /** Goes before the others and is never held. */
  readonly urgent: boolean;
  /** What it says; plain JSON without personal data. */
  readonly body: unknown;
}

/** The way to one recipient. Urgent letters have one of their own, so that they wait behind nothing else. */
export interface Lane {
  readonly channel: string;
  readonly recipient: string;
  readonly urgent: boolean;
}

/** A letter that is in no parcel yet. */
export interface WaitingLetter extends Letter {
  /** Its place in the order of putting. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly putAt: number;
  /** It could not go at once: what was held goes together. */
  readonly held: boolean;
}

/** What goes out at once; made before the first attempt, so that each attempt says the same under the same id. */
export interface Parcel extends Lane {
  /** UUID. */
  readonly id: string;
  readonly letters: readonly WaitingLetter[];
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly nextAt: number;
}

/** One line of the ledger. */
export interface Attempt {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  /** The beginning of the answer, or why there was none. */
  readonly excerpt: string;
}

/** What becomes of a parcel after an attempt; `again` names the moment of the next one. */
export type Verdict =
  { readonly state: 'delivered' | 'failed' } | { readonly state: 'again'; readonly at: number };

export const DELIVERY_STATES = ['waiting', 'going-out', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How it stands with one letter. */
export interface Delivery extends WaitingLetter {
  readonly state: DeliveryState;
  /** Absent while it waits. */
  readonly parcel?: string;
  /** Of the whole parcel; oldest first. */
  readonly ledger: readonly Attempt[];
  /** Milliseconds since 1970, while it goes out. */
  readonly nextAt?: number;
}

export interface DeliveryFilter {
  readonly recipients: readonly string[];
  readonly state?: DeliveryState;
  /** `seq` of the last one of the page before. */
  readonly before?: number;
  readonly limit: number;
}

/**
 * What must go out, and what became of it: durable when a call returns. Moments are milliseconds since 1970. One courier
 * works on it at a time.
 */
export abstract class Outbox {
  /** A letter whose key is there already is left as it is. Answers how many are new. */
  abstract put(letters: readonly Letter[], now: number): number;
  /** Lanes in which something may be done now. */
  abstract due(now: number): readonly Lane[];
  /** The parcel that is on its way in this lane: one at a time. */
  abstract parcelIn(lane: Lane): Parcel | undefined;
  /** Letters of the lane that may go now, oldest first. */
  abstract waitingIn(lane: Lane, now: number, limit: number): readonly WaitingLetter[];
  /** Makes these letters one parcel that may go now. */
  abstract pack(id: string, lane: Lane, letters: readonly WaitingLetter[], now: number): void;
  /** Nothing of the lane goes before `until`: neither what waits nor the parcel on its way. */
  abstract hold(lane: Lane, until: number, now: number): void;
  abstract attempted(parcel: string, attempt: Attempt, verdict: Verdict): void;
  /** When the recipient was attempted since, oldest first, urgent or not. */
  abstract attemptsSince(recipient: string, since: number): readonly number[];
  /** Newest first. */
  abstract deliveries(filter: DeliveryFilter): readonly Delivery[];
  /** Forgets what was delivered or failed before; answers how many letters. */
  abstract purge(endedBefore: number): number;
  abstract close(): void;
}
