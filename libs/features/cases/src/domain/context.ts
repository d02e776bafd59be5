import { SYSTEM_ROLES, type Actor, type CalendarBook, type Rules, type UnitTree } from '#kernel';
import type { Case } from './case.state.js';

/** What the moment of a decision knows. */
export interface CaseContext {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The clock on the wall; later than `now` when the past is imported. */
  readonly present: number;
  /** In the position that the powers have found for this command. */
  readonly actor: Actor;
  readonly units: UnitTree;
  /** The version of the catalogue the case keeps to; the current one until it is accepted. */
  readonly rules: Rules;
  readonly calendars: CalendarBook;
  /** The case itself, for commands that speak of a second one. */
  readonly caseId: string;
  /** The other case of a merge. */
  readonly other?: Case;
}

/** The persons behind a deed: a deputy and the one he acts for; nobody for the engine's own actors. */
export function personsOf({ actor }: CaseContext): readonly string[] {
  if (isSystem(actor)) return [];
  return actor.onBehalfOf === undefined ? [actor.id] : [actor.id, actor.onBehalfOf];
}

export function isSystem(actor: Actor): boolean {
  return (SYSTEM_ROLES as readonly string[]).includes(actor.role);
}
