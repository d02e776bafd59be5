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
import { NATIONAL } from './calendar.state.js';
import { refuse } from './rejections.js';

/** Who asks, with the positions he has at this moment. */
export type Asker =
  | { readonly kind: 'person'; readonly id: string; readonly positions: readonly Position[] }
  | { readonly kind: 'system'; readonly role: SystemRole };

const SYSTEMS: readonly SystemRole[] = ['operator', 'process'];
const ROLES: readonly Role[] = ['administrator', 'committee-officer'];

/**
 * In which position a calendar is published or retired: the country's by an administrator of a county, a unit's by an
 * administrator or a committee officer there or above. @throws Rejection `not-permitted`, with who may
 */
export function authorise(calendarId: string, asker: Asker, units: UnitTree): Actor {
  if (asker.kind === 'system') {
    if (SYSTEMS.includes(asker.role)) return { id: asker.role, role: asker.role };
    throw refuse('not-permitted', { whoMay: whoMay(calendarId, units) });
  }
  const found = asker.positions.find((held) => suffices(held, calendarId, units));
  if (!found) throw refuse('not-permitted', { whoMay: whoMay(calendarId, units) });
  const { role, unit, onBehalfOf } = found;
  return { id: asker.id, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

function suffices({ role, unit }: Position, calendarId: string, units: UnitTree): boolean {
  if (calendarId === NATIONAL) return role === 'administrator' && units.unit(unit)?.level === 'county';
  return ROLES.includes(role) && isWithin(units, calendarId, unit);
}

/** The nearest first. */
function whoMay(calendarId: string, units: UnitTree): readonly WhoMay[] {
  if (calendarId === NATIONAL) return [{ role: 'administrator' }];
  return units
    .pathOf(calendarId)
    .toReversed()
    .flatMap((unit) => {
      const level = units.unit(unit)?.level;
      return ROLES.filter((role) => fitsLevel(role, level)).map((role) => ({ role, unit }));
    });
}
