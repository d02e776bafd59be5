import { fitsLevel, unreachable, type Decider, type UnitTree } from '#kernel';
import { iso, momentOf } from './dates.js';
import type {
  EndMandateData,
  EndPositionData,
  GiveMandateData,
  GivePositionData,
  PersonCommand,
} from './person.commands.js';
import type { PersonEvent } from './person.events.js';
import {
  evolvePerson,
  isInForce,
  isSame,
  nobody,
  type HeldPosition,
  type Person,
  type RegisteredPerson,
} from './person.state.js';
import type { Asker } from './powers.js';
import { refuse } from './rejections.js';
import { LENT_ROLES } from './lent-roles.js';

const DAY = 24 * 60 * 60 * 1000;
const LONGEST_MANDATE = 90 * DAY;

export interface PersonContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly asker: Asker;
  readonly units: UnitTree;
  /** For a mandate: the one whose position it is. */
  readonly giver: Person;
}

export const personDecider: Decider<PersonCommand, Person, PersonEvent, PersonContext> = {
  initialState: nobody,
  decide,
  evolve: evolvePerson,
};

function decide(command: PersonCommand, state: Person, context: PersonContext): readonly PersonEvent[] {
  if (command.type === 'RegisterPerson') return register(command.data, state, context);
  if (state.status === 'none')
    throw refuse('person-not-found', { details: { person: command.data.personId } });
  switch (command.type) {
    case 'GivePosition':
      return givePosition(command.data, state, context);
    case 'EndPosition':
      return endPosition(command.data, state, context);
    case 'GiveMandate':
      return giveMandate(command.data, state, context);
    case 'EndMandate':
      return endMandate(command.data, state, context);
    case 'ReplacePassword':
      requireOther(command.data.personId, context);
      return [{ type: 'PasswordReplaced', data: {} }];
    default:
      return unreachable(command);
  }
}

type RegisterPerson = Extract<PersonCommand, { type: 'RegisterPerson' }>;

function register(
  { unit, identity }: RegisterPerson['data'],
  state: Person,
  { units }: PersonContext,
): readonly PersonEvent[] {
  if (state.status !== 'none') throw refuse('sign-in-taken');
  requireOpen(unit, units);
  return [{ type: 'PersonRegistered', data: { unit, identity } }];
}

function givePosition(
  data: GivePositionData,
  state: RegisteredPerson,
  context: PersonContext,
): readonly PersonEvent[] {
  requireOther(data.personId, context);
  const { unit, role } = data;
  if (!fitsLevel(role, requireOpen(unit, context.units))) throw refuse('role-does-not-fit');
  const period = periodOf(data, context.now);
  const held = state.positions.find((one) => isSame(one, data) && overlaps(one, period));
  if (held) return repeated(held, period, data.from, 'position-held');
  return [{ type: 'PositionGiven', data: { unit, role, ...written(period) } }];
}

function endPosition(
  data: EndPositionData,
  state: RegisteredPerson,
  { now }: PersonContext,
): readonly PersonEvent[] {
  const { unit, role } = data;
  const until = momentOf(data.until, now, now);
  return changesNothing(state.positions, data, until, 'position-not-held')
    ? []
    : [{ type: 'PositionEnded', data: { unit, role, until: iso(until) } }];
}

function giveMandate(
  data: GiveMandateData,
  state: RegisteredPerson,
  context: PersonContext,
): readonly PersonEvent[] {
  requireOther(data.personId, context);
  const { unit, role, onBehalfOf } = data;
  if (onBehalfOf === data.personId) throw refuse('not-for-yourself');
  if (!LENT_ROLES.includes(role)) throw refuse('role-not-lent');
  requireOpen(unit, context.units);
  const period = periodOf(data, context.now);
  if (period.until - period.from > LONGEST_MANDATE) throw refuse('mandate-too-long');
  if (!holds(context.giver, { unit, role }, period.from)) throw refuse('position-not-held');
  const held = state.mandates.find((one) => isSame(one, data) && overlaps(one, period));
  if (held) return repeated(held, period, data.from, 'mandate-exists');
  const { from, until } = period;
  return [{ type: 'MandateGiven', data: { unit, role, onBehalfOf, from: iso(from), until: iso(until) } }];
}

function endMandate(
  data: EndMandateData,
  state: RegisteredPerson,
  { now }: PersonContext,
): readonly PersonEvent[] {
  const { unit, role, onBehalfOf } = data;
  const until = momentOf(data.until, now, now);
  return changesNothing(state.mandates, data, until, 'mandate-not-found')
    ? []
    : [{ type: 'MandateEnded', data: { unit, role, onBehalfOf, until: iso(until) } }];
}

/** Whether the person himself, not as a deputy, holds the position at that moment. */
export function holds(
  person: Person,
  { unit, role }: Pick<HeldPosition, 'unit' | 'role'>,
  time: number,
): boolean {
  if (person.status === 'none') return false;
  return person.positions.some((one) => isSame(one, { unit, role }) && isInForce(one, time));
}

type Period = Pick<HeldPosition, 'from' | 'until'>;

function periodOf(data: { readonly from?: string; readonly until?: string }, now: number): Period {
  const from = momentOf(data.from, now, now);
  const until = momentOf(data.until, Number.POSITIVE_INFINITY, now);
  if (until <= from || until <= now) throw refuse('wrong-period');
  return { from, until };
}

function written({ from, until }: Period): { readonly from: string; readonly until?: string } {
  return { from: iso(from), ...(until === Number.POSITIVE_INFINITY ? {} : { until: iso(until) }) };
}

function overlaps(one: Period, other: Period): boolean {
  return Math.max(one.from, other.from) < Math.min(one.until, other.until);
}

/** The second time changes nothing; the same with other dates must be ended first. */
function repeated(
  held: Period,
  asked: Period,
  from: string | undefined,
  code: 'position-held' | 'mandate-exists',
): readonly PersonEvent[] {
  const sameStart = from === undefined ? held.from <= asked.from : held.from === asked.from;
  if (sameStart && held.until === asked.until) return [];
  throw refuse(code);
}

function changesNothing(
  held: readonly (HeldPosition & { readonly onBehalfOf?: string })[],
  named: Parameters<typeof isSame>[1],
  until: number,
  code: 'position-not-held' | 'mandate-not-found',
): boolean {
  const same = held.filter((one) => isSame(one, named));
  if (same.length === 0) throw refuse(code);
  return same.every((one) => one.until <= Math.max(one.from, until));
}

function requireOpen(id: string, units: UnitTree) {
  const unit = units.unit(id);
  if (!unit) throw refuse('unit-not-found', { details: { unit: id } });
  if (!unit.open) throw refuse('unit-closed');
  return unit.level;
}

/** Four eyes: nobody gives himself powers or resets his own password from an open session. */
function requireOther(personId: string, { asker }: PersonContext): void {
  if (asker.kind === 'person' && asker.id === personId) throw refuse('not-for-yourself');
}
