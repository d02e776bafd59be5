import {
  fitsLevel,
  isWithin,
  type Actor,
  type Position,
  type Role,
  type SystemRole,
  type UnitTree,
  type WhoMay,
} from '#kernel';
import { refuse } from './rejections.js';

const ADMINISTRATOR: readonly Role[] = ['administrator'];

/** Who may do what (事权清单): one of these roles, held at a unit that contains all units concerned. */
export const POWERS = {
  OpenUnit: ADMINISTRATOR,
  MoveUnit: ADMINISTRATOR,
  RenameUnit: ADMINISTRATOR,
  CloseUnit: ADMINISTRATOR,
  RegisterAddresses: ['administrator', 'committee-officer'],
  ChangeGroupCoverage: ['administrator', 'committee-officer', 'branch-secretary'],
  RegisterPerson: ADMINISTRATOR,
  GivePosition: ADMINISTRATOR,
  EndPosition: ADMINISTRATOR,
  ReplacePassword: ADMINISTRATOR,
  /** Of somebody else's position; for his own the holder needs no more than the position. */
  GiveMandate: ADMINISTRATOR,
  EndMandate: ADMINISTRATOR,
  SeeCoverage: ['administrator', 'supervisor', 'committee-officer', 'branch-secretary', 'grid-worker'],
  SeePeople: ['administrator', 'data-officer', 'supervisor', 'committee-officer', 'branch-secretary'],
} as const satisfies Record<string, readonly Role[]>;

export type Deed = keyof typeof POWERS;

/** Who asks, with the positions he has at this moment. */
export type Asker =
  | { readonly kind: 'person'; readonly id: string; readonly positions: readonly Position[] }
  | { readonly kind: 'system'; readonly role: SystemRole };

/** The position in which the asker may do this to all these units. @throws Rejection `not-permitted`, with who may */
export function authorise(
  deed: Deed,
  units: readonly string[],
  asker: Asker,
  tree: UnitTree,
  /** Who else may, found by another rule. */
  others: readonly WhoMay[] = [],
): Actor {
  if (asker.kind === 'system') return systemActor(deed, asker.role);
  const roles: readonly Role[] = POWERS[deed];
  const found = asker.positions.find(
    (held) => roles.includes(held.role) && units.every((unit) => isWithin(tree, unit, held.unit)),
  );
  if (found) return actorIn(asker.id, found);
  throw refuse('not-permitted', {
    whoMay: [...others, ...whoMay(roles, units, tree)],
    details: { rule: deed },
  });
}

/** The deeds that a position allows within its unit; the page offers no others. */
export function deedsOf({ role }: Position): readonly Deed[] {
  return (Object.keys(POWERS) as Deed[]).filter((deed) => (POWERS[deed] as readonly Role[]).includes(role));
}

/** Units at or below which a person may do this. @throws Rejection `not-permitted` when there is none */
export function scopeOf(deed: Deed, { positions }: Extract<Asker, { kind: 'person' }>): readonly string[] {
  const roles: readonly Role[] = POWERS[deed];
  const units = positions.filter(({ role }) => roles.includes(role)).map(({ unit }) => unit);
  if (units.length > 0) return [...new Set(units)];
  throw refuse('not-permitted', { whoMay: roles.map((role) => ({ role })), details: { rule: deed } });
}

export function actorIn(person: string, { role, unit, onBehalfOf }: Position): Actor {
  return { id: person, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

function systemActor(deed: Deed, role: SystemRole): Actor {
  if (role === 'resident') throw refuse('not-permitted', { details: { rule: deed } });
  return { id: role, role };
}

/** The roles at each unit that contains all units concerned, the nearest first. */
function whoMay(roles: readonly Role[], units: readonly string[], tree: UnitTree): WhoMay[] {
  const [first = [], ...others] = units.map((unit) => tree.pathOf(unit));
  const above = first.filter((step) => others.every((path) => path.includes(step))).toReversed();
  return above.flatMap((unit) => {
    const level = tree.unit(unit)?.level;
    return roles.filter((role) => fitsLevel(role, level)).map((role) => ({ role, unit }));
  });
}
