/** The levels of the grid, from the top; `external` units hang on a committee or higher. */
export const LEVELS = ['county', 'town', 'committee', 'branch', 'group', 'external'] as const;
export type Level = (typeof LEVELS)[number];

/** What a person may be at a unit. */
export const ROLES = [
  'grid-worker',
  'branch-secretary',
  'committee-officer',
  'external-liaison',
  'verifier',
  'call-back-officer',
  'supervisor',
  'data-officer',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** At which levels a role can be held. */
export const ROLE_LEVELS: Readonly<Record<Role, readonly Level[]>> = {
  'grid-worker': ['group'],
  'branch-secretary': ['branch'],
  'committee-officer': ['committee', 'town', 'county'],
  'external-liaison': ['external'],
  verifier: ['committee', 'town', 'county'],
  'call-back-officer': ['committee', 'town', 'county'],
  supervisor: ['committee', 'town', 'county'],
  'data-officer': ['town', 'county'],
  administrator: ['town', 'county'],
};

export function fitsLevel(role: Role, level: Level | undefined): boolean {
  return level !== undefined && ROLE_LEVELS[role].includes(level);
}

/** Those who act without a position: a resident by receipt code, an import, the engine's processes, the one at its console. */
export const SYSTEM_ROLES = ['resident', 'import', 'process', 'operator'] as const;
export type SystemRole = (typeof SYSTEM_ROLES)[number];

/** Who did it, as an event remembers it. */
export interface Actor {
  /** Person id, or the system role's own name. */
  readonly id: string;
  readonly role: Role | SystemRole;
  /** Unit id at which the role was held; absent for system roles. */
  readonly unit?: string;
  /** Person id of the one who gave the mandate, when a deputy acts. */
  readonly onBehalfOf?: string;
}

/** A position in force now, one's own or held for another by a dated mandate. */
export interface Position {
  readonly unit: string;
  readonly role: Role;
  /** Person id of the one whose mandate it is; absent for one's own positions. */
  readonly onBehalfOf?: string;
}
