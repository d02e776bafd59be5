import {
  fitsLevel,
  isWithin,
  type Actor,
  type Position,
  type Role,
  type UnitTree,
  type WhoMay,
} from '#kernel';
import { refuse } from './rejections.js';

/** Those whom notices about a unit's own work concern. */
const HOLDING: readonly Role[] = ['grid-worker', 'branch-secretary', 'committee-officer', 'external-liaison'];

/** Who is told at a unit: those who hold and handle its cases, or those who supervise there. */
export type Audience = 'holders' | 'supervisors';

/** A place at which notices arrive. */
export interface Desk {
  readonly unit: string;
  readonly audience: Audience;
}

/** The desks somebody sits at by his positions; a deputy sits at those of the one he acts for. */
export function desksOf(positions: readonly Position[]): readonly Desk[] {
  const desks = positions.flatMap(({ unit, role }): Desk[] => {
    if (role === 'supervisor') return [{ unit, audience: 'supervisors' }];
    return HOLDING.includes(role) ? [{ unit, audience: 'holders' }] : [];
  });
  return [...new Map(desks.map((desk) => [`${desk.unit} ${desk.audience}`, desk])).values()];
}

/** The administrator's position in which this person may open and close channels of a unit. @throws Rejection */
export function authoriseChannels(
  person: string,
  positions: readonly Position[],
  unit: string,
  units: UnitTree,
): Actor {
  const held = administrating(positions).find((position) => isWithin(units, unit, position.unit));
  if (!held) throw refuse('not-permitted', { whoMay: administratorsOver(unit, units) });
  const { role, onBehalfOf } = held;
  return { id: person, role, unit: held.unit, ...(onBehalfOf !== undefined && { onBehalfOf }) };
}

/** Units whose channels, and those of the units below, this person looks after. @throws Rejection when there is none */
export function administeredUnits(positions: readonly Position[]): readonly string[] {
  const units = administrating(positions).map(({ unit }) => unit);
  if (units.length === 0) throw refuse('not-permitted', { whoMay: [{ role: 'administrator' }] });
  return [...new Set(units)];
}

/** The unit whose supervision somebody may look at: within his reach, or his own first one. @throws Rejection */
export function scopeFor(positions: readonly Position[], unit: string | undefined, units: UnitTree): string {
  const looking = positions.filter(({ role }) => role !== 'administrator' && role !== 'data-officer');
  const own = looking[0]?.unit;
  if (own !== undefined && unit === undefined) return own;
  if (unit !== undefined && looking.some((held) => isWithin(units, unit, held.unit))) return unit;
  const above = unit === undefined ? [] : units.pathOf(unit);
  const seats = above.filter((id) => fitsLevel('supervisor', units.unit(id)?.level));
  const whoMay = seats.map((id) => ({ role: 'supervisor', unit: id }));
  throw refuse('not-permitted', { whoMay: whoMay.length > 0 ? whoMay : [{ role: 'supervisor' }] });
}

function administrating(positions: readonly Position[]): readonly Position[] {
  return positions.filter(({ role }) => role === 'administrator');
}

function administratorsOver(unit: string, units: UnitTree): WhoMay[] {
  return units
    .pathOf(unit)
    .filter((id) => fitsLevel('administrator', units.unit(id)?.level))
    .map((id) => ({ role: 'administrator', unit: id }));
}
