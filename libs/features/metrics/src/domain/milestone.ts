import type { Level } from '#kernel';

/**
 * What counts of a case's history, one fact each: `[name, at, late, …]`. `at` is its time in milliseconds since 1970 and
 * never goes back within a case; `late` is how many milliseconds after that the log learned of it, 0 but for imports.
 * Units are places in the account's list of paths. Plain JSON: it is stored as it is.
 */
export type Milestone =
  | Fact<'reported', [unit: number, urgent: YesNo]>
  | Fact<'accepted', [unit: number, urgent: YesNo]>
  | Fact<'rejected'>
  | Fact<'offered', [from: number, to: number, escalatedTo: Level | 0]>
  | Fact<'signed', [unit: number]>
  | Fact<'returned', [by: number, holder: number]>
  | Fact<'answered'>
  | Fact<'contacted'>
  | Fact<'handled'>
  | Fact<'verified', [ok: YesNo]>
  | Fact<'sent-back'>
  | Fact<'closed', [onSpot: YesNo]>
  | Fact<'withdrawn'>
  | Fact<'reopened', [unit: number]>
  | Fact<'merged'>
  | Fact<'unmerged'>
  /** The end of the limit for handling as it stands from now on. */
  | Fact<'due', [due: number]>
  /** Whether the limit for handling was running when the clock was stopped. */
  | Fact<'paused', [handling: YesNo]>
  | Fact<'resumed'>
  | Fact<'extended'>
  | Fact<'fell-silent'>
  /** Somebody did something with a silent case. */
  | Fact<'stirred'>;

type Fact<Name extends string, More extends readonly unknown[] = []> = readonly [
  name: Name,
  at: number,
  late: number,
  ...More,
];
export type YesNo = 0 | 1;

/** All that the figures know of one case: no words, no persons, only units and times. */
export interface Account {
  /** Units it has been with or was offered to, each as its path from the root as it was then. */
  readonly paths: readonly (readonly string[])[];
  readonly milestones: readonly Milestone[];
}

/** How much of an account counts: what has happened before `to`, as far as the log knew it at `asOf`. */
export interface Cut {
  /** Milliseconds since 1970, exclusive. */
  readonly to: number;
  /** Milliseconds since 1970, inclusive. */
  readonly asOf: number;
}

/** Both times only grow within a case, so that what counts is always a beginning of it. */
export function cutOff({ milestones }: Account, { to, asOf }: Cut): readonly Milestone[] {
  const end = milestones.findIndex(([, at, late]) => at >= to || at + late > asOf);
  return end < 0 ? milestones : milestones.slice(0, end);
}

/** From the first moment at which a case counts to the last; an open case has no last one. Milliseconds since 1970. */
export function lifeOf({ milestones }: Account): { readonly since: number; readonly until: number } {
  const since = milestones[0]?.[1] ?? 0;
  if (isOpen(milestones)) return { since, until: NO_END };
  const last = milestones.at(-1)?.[1] ?? 0;
  const until = milestones.reduce((end, fact) => (fact[0] === 'due' ? Math.max(end, fact[3]) : end), last);
  return { since, until };
}

/** When the log learned of the last fact, where that was later than the fact itself. */
export function learnedLate({ milestones }: Account): number | null {
  const [, at = 0, late = 0] = milestones.at(-1) ?? [];
  return late > 0 ? at + late : null;
}

/** Later than every date. */
const NO_END = Number.MAX_SAFE_INTEGER;

const ENDINGS: ReadonlySet<string> = new Set(['closed', 'rejected', 'withdrawn', 'merged']);
const BEGINNINGS: ReadonlySet<string> = new Set(['reported', 'reopened', 'unmerged']);

function isOpen(milestones: readonly Milestone[]): boolean {
  const last = milestones.findLast(([name]) => ENDINGS.has(name) || BEGINNINGS.has(name));
  return last !== undefined && BEGINNINGS.has(last[0]);
}
