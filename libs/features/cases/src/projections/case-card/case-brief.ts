import type { Level } from '#kernel';
import type { PauseReason } from '../../domain/clock.events.js';
import type { CaseClock, RunningDeadline } from '../../domain/clock/clock.state.js';
import { answerable } from '../../domain/case.state.js';
import { holderLevelOf, type CaseCard } from './case-card-fold.js';

/** What a list shows of a running limit, and what its lateness is counted by. */
export type BriefDeadline = Pick<RunningDeadline, 'name' | 'unit' | 'due' | 'provisional' | 'calendar'>;

/** What a list shows of a case; kept apart from the card, so that a page of fifty is read without fifty whole cards. */
export interface CaseBrief {
  readonly caseId: string;
  readonly seq: number;
  readonly number: string;
  readonly serviceType: string;
  readonly urgency: string;
  /** Null: the reporter's data was erased. */
  readonly summary: string | null;
  readonly stage: string;
  /** Level of the unit that holds it, or held it last. */
  readonly level: Level;
  /** The unit that answers; null for a case that has ended. */
  readonly answers: string | null;
  readonly offeredTo: string | null;
  /** What runs, next due first. */
  readonly deadlines: readonly BriefDeadline[];
  /** Why its clock stands. */
  readonly paused: PauseReason | null;
  readonly reportedAt: string;
  readonly recordedAt: string;
  readonly changedAt: string;
}

export function caseBriefOf(card: CaseCard): CaseBrief {
  const { caseId, seq, number, summary, state, reportedAt, recordedAt, changedAt } = card;
  return {
    caseId,
    seq,
    number,
    serviceType: state.serviceType,
    urgency: state.urgency,
    summary,
    stage: state.lifecycle.stage,
    level: holderLevelOf(card),
    answers: answerable(state) ?? null,
    offeredTo: state.custody.offer?.to ?? null,
    deadlines: briefDeadlinesOf(state.clock),
    paused: state.clock.pause?.reason ?? null,
    reportedAt,
    recordedAt,
    changedAt,
  };
}

function briefDeadlinesOf({ running }: CaseClock): readonly BriefDeadline[] {
  return Object.values(running)
    .map(({ name, unit, due, provisional, calendar }) => {
      return { name, unit, due, ...(provisional && { provisional }), calendar };
    })
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due));
}
