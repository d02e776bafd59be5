import { isWithin, type Actor, type Position, type SystemRole, type UnitTree, type WhoMay } from '#kernel';
import type { CaseCommand, CaseCommandType } from './case.commands.js';
import { isOpen, type Case, type ExistingCase } from './case.state.js';
import { HOLDING, POWERS, REPORTING, SYSTEM_POWERS, type CommandToCase, type Power } from './power-list.js';
import { refuse } from './rejections.js';
import { distinctSeats, seatsOf } from './seats.js';

export function authoriseSystem(role: SystemRole, type: CaseCommandType): Actor {
  if (!SYSTEM_POWERS[role](type)) throw refuse('not-permitted', { details: { rule: type } });
  return { id: role, role };
}

/** A report lies in the area of the reporter's own unit or of one below it. */
export function authoriseReport(
  person: string,
  positions: readonly Position[],
  command: Extract<CaseCommand, { type: 'ReportCase' | 'SettleOnSpot' }>,
  units: UnitTree,
): Actor {
  const { unit } = command.data;
  if (!units.unit(unit)) throw refuse('unknown-unit', { details: { unit } });
  const found = positions.find((held) => REPORTING.includes(held.role) && isWithin(units, unit, held.unit));
  if (found) return actorIn(person, found);
  throw refuse('not-permitted', {
    whoMay: seatsOf(REPORTING, unit, 'there-or-above', units),
    details: { rule: command.type },
  });
}

/** Every position in which this person may give this command, in the order he holds them; or a no that says who may. */
export function authoriseEach(
  person: string,
  positions: readonly Position[],
  command: CommandToCase,
  state: Case,
  units: UnitTree,
): readonly [Actor, ...Actor[]] {
  if (state === 'none') throw refuse('case-not-found');
  const powers = POWERS[command.type];
  const [first, ...others] = positions.filter((held) =>
    powers.some((power) => allows(power, held, command, state, units)),
  );
  if (first) return [actorIn(person, first), ...others.map((held) => actorIn(person, held))];
  throw refuse('not-permitted', {
    whoMay: whoMayGive(command, state, units),
    details: { rule: command.type },
  });
}

/** Who may give this command here, for a refusal that helps: seats in the grid, the resident, or the engine itself. */
export function whoMayGive(
  command: CommandToCase,
  state: ExistingCase,
  units: UnitTree,
  barred?: string,
): readonly WhoMay[] {
  const seats = POWERS[command.type].flatMap(({ roles, at, reach }) =>
    at(command, state).flatMap((unit) =>
      unit === undefined ? [] : seatsOf(roles, unit, reach, units, barred),
    ),
  );
  if (SYSTEM_POWERS.resident(command.type)) seats.push({ role: 'resident' });
  return seats.length > 0 ? distinctSeats(seats) : [{ role: 'process' }];
}

/** The commands that act on a case there is. */
export const CASE_COMMANDS = Object.keys(POWERS) as (keyof typeof POWERS)[];

/** The commands that at least one of these positions may give at the case's units; the page offers no others. */
export function permitted(
  positions: readonly Position[],
  state: ExistingCase,
  units: UnitTree,
): CaseCommandType[] {
  return CASE_COMMANDS.filter((type) =>
    POWERS[type].some((power) =>
      positions.some((held) => allows(power, held, { type } as CaseCommand, state, units)),
    ),
  );
}

/** Whether this position looks at cases at all; which ones follows from its unit. */
export function mayLookAtCases({ role }: Position): boolean {
  return role !== 'administrator' && role !== 'data-officer';
}

/** Whose identity may be asked for, and by whom: the holder while it is open, the call-back officer while he calls. */
export function mayRevealIdentity(held: Position, state: ExistingCase, units: UnitTree): boolean {
  if (!isOpen(state)) return false;
  if (held.role === 'call-back-officer') {
    return (
      state.lifecycle.stage === 'calling-back' && isWithin(units, state.acceptedBy ?? state.origin, held.unit)
    );
  }
  const masked = held.role === 'external-liaison' || !HOLDING.includes(held.role);
  return !masked && held.unit === state.custody.holder;
}

function allows(
  power: Power,
  held: Position,
  command: CaseCommand,
  state: ExistingCase,
  units: UnitTree,
): boolean {
  if (!power.roles.includes(held.role)) return false;
  return power
    .at(command, state)
    .some(
      (unit) =>
        unit !== undefined &&
        (held.unit === unit || (power.reach === 'there-or-above' && isWithin(units, unit, held.unit))),
    );
}

function actorIn(person: string, { role, unit, onBehalfOf }: Position): Actor {
  return { id: person, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}
