import type { Role } from '#kernel';
import type { CaseCard } from '../case-card/case-card-fold.js';
import { levelOf, roleAt } from '../inbox/inbox-tasks.js';

/** The roles for which a limit can run, each of which is read on its own. */
export const ACTING_ROLES = [
  'grid-worker',
  'branch-secretary',
  'committee-officer',
  'external-liaison',
  'verifier',
  'call-back-officer',
  'supervisor',
] as const satisfies readonly Role[];

export type ActingRole = (typeof ACTING_ROLES)[number];

/** Who has to act before this limit ends: a role at its unit, or above it where the unit has no such seat. */
export function actingRole(name: string, unit: string, { units }: CaseCard): ActingRole {
  if (name === 'verify') return 'verifier';
  if (name === 'call-back') return 'call-back-officer';
  if (name === 'appeal-decision') return 'supervisor';
  const role = roleAt(levelOf(unit, units));
  if (name !== 'accept') return role;
  // Taking up is for a duty officer: the nearest is in the branch above a group, in the committee above an external unit.
  if (role === 'grid-worker') return 'branch-secretary';
  return role === 'external-liaison' ? 'committee-officer' : role;
}
