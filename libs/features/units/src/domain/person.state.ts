import { unreachable, type Role, type Sealed } from '#kernel';
import type { Identity, MandateGivenData, PersonEvent } from './person.events.js';

/** A position with its dates; milliseconds since 1970, `until` exclusive. */
export interface HeldPosition {
  readonly unit: string;
  readonly role: Role;
  readonly from: number;
  readonly until: number;
}

export interface Mandate extends HeldPosition {
  readonly onBehalfOf: string;
}

export interface RegisteredPerson {
  readonly status: 'registered';
  readonly unit: string;
  readonly identity: Sealed<Identity>;
  readonly positions: readonly HeldPosition[];
  readonly mandates: readonly Mandate[];
}

export type Person = { readonly status: 'none' } | RegisteredPerson;

export const nobody: Person = { status: 'none' };

/** Which position or mandate is meant; dates aside. */
type Named = Pick<MandateGivenData, 'unit' | 'role'> & Partial<Pick<MandateGivenData, 'onBehalfOf'>>;

export function evolvePerson(state: Person, event: PersonEvent): Person {
  if (event.type === 'PersonRegistered') {
    return { status: 'registered', ...event.data, positions: [], mandates: [] };
  }
  if (state.status === 'none')
    throw new Error(`the log speaks of a person before he was registered: ${event.type}`);
  switch (event.type) {
    case 'PositionGiven': {
      const { unit, role, from, until } = event.data;
      return { ...state, positions: [...state.positions, { unit, role, ...period(from, until) }] };
    }
    case 'PositionEnded':
      return { ...state, positions: ended(state.positions, event.data) };
    case 'MandateGiven': {
      const { unit, role, onBehalfOf, from, until } = event.data;
      return { ...state, mandates: [...state.mandates, { unit, role, onBehalfOf, ...period(from, until) }] };
    }
    case 'MandateEnded':
      return { ...state, mandates: ended(state.mandates, event.data) };
    case 'PasswordReplaced':
      return state;
    default:
      return unreachable(event);
  }
}

export function isSame(held: Named, named: Named): boolean {
  return held.unit === named.unit && held.role === named.role && held.onBehalfOf === named.onBehalfOf;
}

export function isInForce({ from, until }: HeldPosition, time: number): boolean {
  return from <= time && time < until;
}

function period(from: string, until: string | undefined): { readonly from: number; readonly until: number } {
  return {
    from: Date.parse(from),
    until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
  };
}

/** What lasts beyond that moment is cut there; what had not begun by then never does, but is remembered. */
function ended<Held extends HeldPosition>(
  held: readonly Held[],
  end: Named & { readonly until: string },
): readonly Held[] {
  const until = Date.parse(end.until);
  return held.map((one) =>
    isSame(one, end) && one.until > until ? { ...one, until: Math.max(one.from, until) } : one,
  );
}
