import { ROLES, type Level, type Role } from '#kernel';

const COMMITTEE_OR_HIGHER: readonly Level[] = ['county', 'town', 'committee'];

/** Which roles there are at which level. */
const ROLE_LEVELS: Readonly<Record<Role, readonly Level[]>> = {
  'grid-worker': ['group'],
  'branch-secretary': ['branch'],
  'committee-officer': COMMITTEE_OR_HIGHER,
  'external-liaison': ['external'],
  verifier: COMMITTEE_OR_HIGHER,
  'call-back-officer': COMMITTEE_OR_HIGHER,
  supervisor: COMMITTEE_OR_HIGHER,
  'data-officer': ['county', 'town'],
  administrator: ['county', 'town'],
};

/** Roles whose holder may have a deputy; powers over people and over keys are not lent. */
export const LENT_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== 'administrator' && role !== 'data-officer',
);

export function roleFits(role: Role, level: Level): boolean {
  return ROLE_LEVELS[role].includes(level);
}
