import type { Level } from '#kernel';

/** A path from the root of the grid down to a unit, as it was at the time. */
export type Path = readonly string[];

export type Entry = 'reported' | 'reopened' | 'unmerged' | 'handed';
export type Exit = 'closed' | 'rejected' | 'withdrawn' | 'merged' | 'handed';

/** The time during which one unit answered for the case. */
export interface Stay {
  readonly path: Path;
  readonly from: number;
  readonly entry: Entry;
  readonly until?: number;
  readonly exit?: Exit;
}

/** An offer to sign for the case; it ends when it is signed, returned, replaced or void. */
export interface Offer {
  readonly path: Path;
  readonly from: number;
  readonly until?: number;
}

export type DeedName =
  | 'accepted'
  | 'rejected'
  | 'escalated'
  | 'returned'
  | 'sent-back'
  | 'extended'
  | 'closed'
  | 'settled-on-spot'
  | 'withdrawn';

/** Something that a unit did, or that befell its handling. */
export interface Deed {
  readonly name: DeedName;
  readonly at: number;
  readonly path: Path;
  /** Where an escalation went. */
  readonly level?: Level;
}

export const STAGES = [
  'accept',
  'sign',
  'first-contact',
  'handle',
  'rework',
  'verify',
  'call-back',
  'whole',
] as const;
export type Stage = (typeof STAGES)[number];

/** One stage gone through: when it ended, whose it was, and the times during which its clock ran. */
export interface Work {
  readonly stage: Stage;
  readonly at: number;
  readonly path: Path;
  readonly spans: readonly Span[];
}
export type Span = readonly [from: number, to: number];

/** One life of a case, from its report or reopening to its end: what every figure is counted from. */
export interface Episode {
  /** 1 for the first; one more each time the case was opened again. */
  readonly number: number;
  readonly urgent: boolean;
  /** In order of time, never empty; the last one has no end while the case is open. */
  readonly stays: readonly Stay[];
  readonly offers: readonly Offer[];
  readonly deeds: readonly Deed[];
  readonly works: readonly Work[];
  /** Hand-overs signed for. */
  readonly hops: number;
  /** End of the limit for handling, as it stood last; absent when none was ever set. */
  readonly due?: number;
  /** Since when the clock of handling stands; absent while it runs. */
  readonly standsSince?: number;
  /** Whether the last account of handling came in time; absent before it, and without a due date. */
  readonly inTime?: boolean;
  readonly silent: boolean;
}

/** The stay that speaks for the episode: the unit that answers, or answered last. */
export function lastStay({ stays }: Episode): Stay {
  const last = stays.at(-1);
  if (!last) throw new Error('an episode begins with a stay');
  return last;
}
