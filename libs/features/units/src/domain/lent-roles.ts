import { ROLES, type Role } from '#kernel';

/** Roles whose holder may have a deputy; powers over people and over keys are not lent. */
export const LENT_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== 'administrator' && role !== 'data-officer',
);
