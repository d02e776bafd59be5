import { SYSTEM_ROLES, type Actor, type UnitTree } from '#kernel';
import type { Case } from './case.state.js';

/** The figures of the case policy; examples, to be set by a deployment's own rules. */
export interface CasePolicy {
  readonly version: string;
  readonly returns: number;
  readonly children: number;
  /** Attempts after which a reporter who cannot be reached counts as called back. */
  readonly callBackAttempts: number;
  /** Days (of 24 hours) after closing during which `not-solved` is reason enough to reopen. */
  readonly reopenDays: number;
}

export const starterPolicy: CasePolicy = {
  version: '1',
  returns: 2,
  children: 5,
  callBackAttempts: 3,
  reopenDays: 30,
};

/** What the moment of a decision knows. */
export interface CaseContext {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** In the position that the powers have found for this command. */
  readonly actor: Actor;
  readonly units: UnitTree;
  readonly policy: CasePolicy;
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
