import type { Urgency } from '#kernel';

/** A reminder or a flag; it stands as long as its limit runs. */
export interface Mark {
  readonly deadline: string;
  readonly rung: string;
  readonly unit: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface Reminder extends Mark {
  /** ISO 8601. */
  readonly due: string;
  readonly written: boolean;
}

export interface Flag extends Mark {
  readonly flag: 'overdue' | 'review-after-outage';
}

/** 督办 and what the unit has answered. */
export interface Raised {
  readonly state: 'raised' | 'rectifying' | 'appealed';
  readonly level: number;
  readonly unit: string;
  /** ISO 8601: since when it stands at this state and level. */
  readonly since: string;
  /** The unit whose supervisor raised it; absent when a rung did. */
  readonly raisedBy?: string;
  readonly deadline?: string;
  readonly rung?: string;
  /** ISO 8601: by when the unit is to answer. */
  readonly rectifyBy?: string;
  /** The unit that decides on the appeal. */
  readonly decideBy?: string;
}

/** All that the read models of supervision know of one case; every row of theirs is computed from it. */
export interface CaseStanding {
  readonly caseId: string;
  /** Place in the order of reports over the whole log, from 1. */
  readonly seq: number;
  readonly number: string;
  readonly serviceType: string;
  readonly urgency: Urgency;
  /** Hash of the rules it was accepted under. */
  readonly rules?: string;
  readonly isOpen: boolean;
  /** The unit that answers, or answered last. */
  readonly answers: string;
  /** Where the units it has been with stood then. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly isPaused: boolean;
  /** ISO 8601: the last time somebody did something; what the engine does by itself is no sign of life. */
  readonly lastAt: string;
  /** ISO 8601; absent: not silent. */
  readonly silentSince?: string;
  readonly reminders: readonly Reminder[];
  readonly flags: readonly Flag[];
  readonly raised?: Raised;
}

export const MATTER_STATES = ['reminded', 'raised', 'rectifying', 'appealed', 'flagged', 'silent'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

/** What stands against a unit's handling of a case: a line of the board. */
export interface Matter {
  readonly state: MatterState;
  readonly unit: string;
  readonly path: readonly string[];
  readonly since: string;
  /** 0 where it was not raised. */
  readonly level: number;
  readonly deadline?: string;
  readonly rung?: string;
  readonly due?: string;
  readonly rectifyBy?: string;
  readonly decideBy?: string;
  readonly flag?: Flag['flag'];
}

/** One unit has one line at most of a kind: what is graver hides a reminder of the same unit. */
export function mattersOf(standing: CaseStanding): readonly Matter[] {
  const { isOpen, answers, silentSince, raised, reminders, flags } = standing;
  if (!isOpen) return [];
  const at = (unit: string) => ({ unit, path: standing.paths[unit] ?? [unit] });
  const matters: Matter[] = [];
  if (raised) matters.push({ ...placed(raised), ...at(raised.unit) });
  for (const reminder of firstOfEachUnit(reminders))
    if (reminder.unit !== raised?.unit)
      matters.push({ ...placed({ ...reminder, state: 'reminded', level: 0 }), ...at(reminder.unit) });
  for (const flag of firstOfEachUnit(flags))
    matters.push({ ...flag, state: 'flagged', level: 0, ...at(flag.unit) });
  if (silentSince !== undefined)
    matters.push({ state: 'silent', level: 0, since: silentSince, ...at(answers) });
  return matters;
}

type Placed = Omit<Matter, 'path'>;

function placed({ state, unit, since, level, deadline, rung, due, rectifyBy, decideBy }: Placed): Placed {
  return {
    state,
    unit,
    since,
    level,
    ...(deadline !== undefined && { deadline }),
    ...(rung !== undefined && { rung }),
    ...(due !== undefined && { due }),
    ...(rectifyBy !== undefined && { rectifyBy }),
    ...(decideBy !== undefined && { decideBy }),
  };
}

function firstOfEachUnit<Marked extends Mark>(marks: readonly Marked[]): readonly Marked[] {
  return [...new Map(marks.toReversed().map((mark) => [mark.unit, mark])).values()].reverse();
}
