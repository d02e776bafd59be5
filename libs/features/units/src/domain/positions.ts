import type { Position, UnitTree } from '#kernel';
import { holds } from './person.decider.js';
import { isInForce, type HeldPosition, type Person, type RegisteredPerson } from './person.state.js';

/** A person, and those for whom he holds a mandate. */
export interface PeopleConcerned {
  readonly person: RegisteredPerson;
  readonly giver: (personId: string) => Person | undefined;
}

/**
 * The positions in force at that moment, own ones first. A mandate counts only while the giver holds the position
 * himself, and nothing counts at a unit that is closed.
 */
export function positionsIn(
  { person, giver }: PeopleConcerned,
  units: UnitTree,
  time: number,
): readonly Position[] {
  const inForce = (held: HeldPosition) => isInForce(held, time) && units.unit(held.unit)?.open === true;
  const own = person.positions.filter(inForce).map(({ unit, role }) => ({ unit, role }));
  const lent = person.mandates
    .filter(
      (mandate) => inForce(mandate) && holds(giver(mandate.onBehalfOf) ?? { status: 'none' }, mandate, time),
    )
    .map(({ unit, role, onBehalfOf }) => ({ unit, role, onBehalfOf }));
  return [...own, ...lent];
}

/** The first moment after `time` at which a position or a mandate begins or ends. */
export function nextChangeOf({ person, giver }: PeopleConcerned, time: number): number {
  const givers = person.mandates.map(({ onBehalfOf }) => giver(onBehalfOf));
  const held = [...person.mandates, ...[person, ...givers].flatMap((one) => positionsOf(one))];
  const dates = held.flatMap(({ from, until }) => [from, until]).filter((date) => date > time);
  return Math.min(Number.POSITIVE_INFINITY, ...dates);
}

function positionsOf(person: Person | undefined): readonly HeldPosition[] {
  return person?.status === 'registered' ? person.positions : [];
}
