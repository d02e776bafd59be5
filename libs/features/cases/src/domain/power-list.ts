import type { Role, SystemRole } from '#kernel';
import type { CaseCommand, CaseCommandType } from './case.commands.js';
import type { ExistingCase } from './case.state.js';
import type { Reach } from './seats.js';

/** Those who hold and handle cases. */
export const HOLDING: readonly Role[] = [
  'grid-worker',
  'branch-secretary',
  'committee-officer',
  'external-liaison',
];
/** Duty officers: they take up, dispatch, decide and close. */
export const DUTY: readonly Role[] = ['branch-secretary', 'committee-officer'];
export const REPORTING: readonly Role[] = ['grid-worker', 'branch-secretary', 'committee-officer'];
const NOTING: readonly Role[] = [...HOLDING, 'verifier', 'call-back-officer', 'supervisor'];

/** One way to be allowed something: a role, held at one of these units or, where it says so, above them. */
export interface Power {
  readonly roles: readonly Role[];
  readonly at: (command: CaseCommand, state: ExistingCase) => readonly (string | undefined)[];
  readonly reach: Reach;
}

const holder = (_: CaseCommand, state: ExistingCase) => [state.custody.holder];
const offered = (_: CaseCommand, state: ExistingCase) => [state.custody.offer?.to ?? state.custody.holder];
const accepting = (_: CaseCommand, state: ExistingCase) => [state.acceptedBy ?? state.origin];
const escalatedTo = (_: CaseCommand, state: ExistingCase) => [state.escalation?.to ?? state.custody.holder];
const helping = (command: CaseCommand, state: ExistingCase) => {
  const named = command.type === 'CompleteHelp' ? command.data?.unit : undefined;
  const helpers = Object.keys(state.helpers);
  if (helpers.length === 0) return [state.custody.holder];
  return named === undefined ? helpers : [named];
};
const deciding = (_: CaseCommand, state: ExistingCase) => [
  state.custody.pendingReturn?.decideBy ?? state.custody.holder,
];
const extending = (_: CaseCommand, state: ExistingCase) => [
  state.clock.extension?.decideBy ?? state.custody.holder,
];
const shelving = (_: CaseCommand, state: ExistingCase) => [
  state.clock.shelving?.decideBy ?? state.custody.holder,
];
const supervised = (_: CaseCommand, state: ExistingCase) => [state.supervision.unit ?? state.custody.holder];
const appealing = (_: CaseCommand, state: ExistingCase) => [
  state.supervision.decideBy ?? state.custody.holder,
];
const involved = (_: CaseCommand, state: ExistingCase) => [
  state.custody.holder,
  state.origin,
  state.acceptedBy,
  state.custody.offer?.to,
  state.custody.pendingReturn?.unit,
  ...Object.keys(state.helpers),
];

const there = (roles: readonly Role[], at: Power['at']): Power => ({ roles, at, reach: 'there' });
const above = (roles: readonly Role[], at: Power['at']): Power => ({ roles, at, reach: 'there-or-above' });

export type CommandToCase = Exclude<CaseCommand, { type: 'ReportCase' | 'SettleOnSpot' }>;

/** Who may do what (事权清单). Reporting stands apart: there is no case yet, see `authoriseReport`. */
export const POWERS: Record<CommandToCase['type'], readonly Power[]> = {
  AcceptCase: [above(DUTY, holder)],
  RejectCase: [above(DUTY, holder)],
  OfferCustody: [there(HOLDING, holder), above(DUTY, holder)],
  AcceptCustody: [there(HOLDING, offered)],
  RequestReturn: [there(HOLDING, offered)],
  DecideReturn: [above(DUTY, deciding)],
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
  RequestExtension: [there(HOLDING, holder)],
  DecideExtension: [above(DUTY, extending)],
  Shelve: [there(HOLDING, holder)],
  DecideShelving: [above(DUTY, shelving)],
  Unshelve: [there(HOLDING, holder), above(DUTY, holder)],
  AskResident: [there(HOLDING, holder)],
  RecordResidentAnswer: [there(HOLDING, holder), above(['call-back-officer'], accepting)],
  CompleteStep: [there(HOLDING, holder)],
  FireDeadline: [],
  ApplyCalendar: [],
  MigrateRules: [],
  PauseWithParent: [],
  ResumeWithParent: [],
  RaiseSupervision: [above(['supervisor'], holder)],
  ReportRectification: [there(HOLDING, supervised)],
  AppealSupervision: [there(HOLDING, supervised)],
  DecideAppeal: [above(['supervisor'], appealing)],
  ClearSupervision: [above(['supervisor'], supervised)],
  CommentOnSupervision: [above(['supervisor'], holder)],
  FlagSilence: [],
};

/** What only the engine's own processes say. */
const OWN_COMMANDS: ReadonlySet<CaseCommandType> = new Set([
  'LinkDuplicate',
  'UnlinkDuplicate',
  'FireDeadline',
  'ApplyCalendar',
  'MigrateRules',
  'PauseWithParent',
  'ResumeWithParent',
  'FlagSilence',
]);

/** What the engine's own actors may do; an import plays every part, since the file does not say who they were. */
export const SYSTEM_POWERS: Record<SystemRole, (type: CaseCommandType) => boolean> = {
  operator: (type) => type === 'MigrateRules',
  import: (type) => !OWN_COMMANDS.has(type),
  resident: (type) => ['Withdraw', 'RequestReopen', 'RecordResidentAnswer'].includes(type),
  process: (type) => OWN_COMMANDS.has(type) || type === 'ReportCase' || type === 'Unmerge',
};
