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
import type { CaseCommand, CaseCommandType } from './case.commands.js';
import { isOpen, type Case, type ExistingCase } from './case.state.js';
import { refuse } from './rejections.js';

/** Those who hold and handle cases. */
const HOLDING: readonly Role[] = ['grid-worker', 'branch-secretary', 'committee-officer', 'external-liaison'];
/** Duty officers: they take up, dispatch, decide and close. */
const DUTY: readonly Role[] = ['branch-secretary', 'committee-officer'];
const REPORTING: readonly Role[] = ['grid-worker', 'branch-secretary', 'committee-officer'];
const NOTING: readonly Role[] = [...HOLDING, 'verifier', 'call-back-officer', 'supervisor'];

/** One way to be allowed something: a role, held at one of these units or, where it says so, above them. */
interface Power {
  readonly roles: readonly Role[];
  readonly at: (command: CaseCommand, state: ExistingCase) => readonly (string | undefined)[];
  readonly reach: 'there' | 'there-or-above';
}

const holder = (_: CaseCommand, state: ExistingCase) => [state.custody.holder];
const offered = (_: CaseCommand, state: ExistingCase) => [state.custody.offer?.to ?? state.custody.holder];
const accepting = (_: CaseCommand, state: ExistingCase) => [state.acceptedBy ?? state.origin];
const escalatedTo = (_: CaseCommand, state: ExistingCase) => [state.escalation?.to ?? state.custody.holder];
const helping = (_: CaseCommand, state: ExistingCase) => Object.keys(state.helpers);
const deciding = (_: CaseCommand, state: ExistingCase) => [
  state.custody.pendingReturn?.decideBy ?? state.custody.holder,
];
const involved = (_: CaseCommand, state: ExistingCase) => [
  state.custody.holder,
  state.origin,
  state.acceptedBy,
  state.custody.offer?.to,
  ...Object.keys(state.helpers),
];

const there = (roles: readonly Role[], at: Power['at']): Power => ({ roles, at, reach: 'there' });
const above = (roles: readonly Role[], at: Power['at']): Power => ({ roles, at, reach: 'there-or-above' });

/** Who may do what (事权清单). Reporting stands apart: there is no case yet, see `authoriseReport`. */
const POWERS: Record<Exclude<CaseCommandType, 'ReportCase' | 'SettleOnSpot'>, readonly Power[]> = {
  AcceptCase: [above(DUTY, holder)],
  RejectCase: [above(DUTY, holder)],
  OfferCustody: [there(HOLDING, holder), above(DUTY, holder)],
  AcceptCustody: [there(HOLDING, offered)],
  RequestReturn: [there(HOLDING, (_, state) => [state.custody.offer?.to ?? state.custody.holder])],
  DecideReturn: [there(DUTY, deciding)],
  Escalate: [there(HOLDING, holder)],
  AnswerEscalation: [there(DUTY, escalatedTo)],
  SendDown: [there(DUTY, escalatedTo)],
  RecordFirstContact: [there(HOLDING, holder)],
  AddHelper: [there(HOLDING, holder)],
  CompleteHelp: [there(HOLDING, helping)],
  AddNote: [above(NOTING, involved)],
  ReportHandled: [there(HOLDING, holder)],
  Verify: [above(['verifier'], accepting)],
  CallBack: [above(['call-back-officer'], accepting)],
  CloseCase: [above(DUTY, accepting)],
  Withdraw: [],
  RequestReopen: [above(['supervisor'], accepting)],
  Reopen: [above(DUTY, accepting)],
  Merge: [above(DUTY, holder)],
  Unmerge: [above(DUTY, holder)],
  LinkDuplicate: [],
  UnlinkDuplicate: [],
  Split: [there(HOLDING, holder)],
};

/** What the engine's own actors may do; an import plays every part, since the file does not say who they were. */
const SYSTEM_POWERS: Record<SystemRole, (type: CaseCommandType) => boolean> = {
  operator: () => false,
  import: (type) => type !== 'LinkDuplicate' && type !== 'UnlinkDuplicate',
  resident: (type) => type === 'Withdraw' || type === 'RequestReopen',
  process: (type) => ['ReportCase', 'LinkDuplicate', 'UnlinkDuplicate', 'Unmerge'].includes(type),
};

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
  const found = positions.find((held) => REPORTING.includes(held.role) && isWithin(units, unit, held.unit));
  if (found) return actorIn(person, found);
  throw refuse('not-permitted', {
    whoMay: seats(REPORTING, unit, 'there-or-above', units),
    details: { rule: command.type },
  });
}

/** Finds the position in which this person may give this command, or says who may. */
export function authorise(
  person: string,
  positions: readonly Position[],
  command: Exclude<CaseCommand, { type: 'ReportCase' | 'SettleOnSpot' }>,
  state: Case,
  units: UnitTree,
): Actor {
  if (state === 'none') throw refuse('case-not-found');
  const powers = POWERS[command.type];
  const found = positions.find((held) => powers.some((power) => allows(power, held, command, state, units)));
  if (found) return actorIn(person, found);
  throw refuse('not-permitted', {
    whoMay: powers.flatMap((power) => whoMay(power, command, state, units)),
    details: { rule: command.type },
  });
}

/** The commands that at least one of these positions may give at the case's units; the page offers no others. */
export function permitted(
  positions: readonly Position[],
  state: ExistingCase,
  units: UnitTree,
): CaseCommandType[] {
  const types = Object.keys(POWERS) as (keyof typeof POWERS)[];
  return types.filter((type) =>
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

function whoMay(power: Power, command: CaseCommand, state: ExistingCase, units: UnitTree): WhoMay[] {
  const places = [...new Set(power.at(command, state))].filter((unit) => unit !== undefined);
  return places.flatMap((unit) => seats(power.roles, unit, power.reach, units));
}

/** Where these roles sit: at the unit itself or, where the power reaches up, at the nearest unit above that has them. */
function seats(roles: readonly Role[], unit: string, reach: Power['reach'], units: UnitTree): WhoMay[] {
  return roles.flatMap((role) => {
    const path = reach === 'there' ? [unit] : units.pathOf(unit).toReversed();
    const seat = path.find((id) => fitsLevel(role, units.unit(id)?.level));
    return seat === undefined ? [] : [{ role, unit: seat }];
  });
}

function actorIn(person: string, { role, unit, onBehalfOf }: Position): Actor {
  return { id: person, role, unit, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}
