import { Rejection, unreachable, type Actor, type Decider } from '#kernel';
import type { CaseCommand } from './case.commands.js';
import type { CaseEvent } from './case.events.js';
import { evolve } from './case-evolve.js';
import { clockFollows } from './clock/follow.js';
import { noCase, type Case } from './case.state.js';
import type { CaseContext } from './context.js';
import { callBack, closeCase, reopen, requestReopen, verify, withdraw } from './decisions/closing.js';
import { acceptCustody, decideReturn, offerCustody, requestReturn } from './decisions/custody.js';
import {
  askResident,
  decideShelving,
  pauseWithParent,
  recordResidentAnswer,
  resumeWithParent,
  shelve,
  unshelve,
} from './decisions/pausing.js';
import { decideExtension, requestExtension } from './decisions/extending.js';
import { fireDeadline } from './decisions/firing.js';
import { applyCalendar, migrateRules } from './decisions/recomputing.js';
import {
  appealSupervision,
  clearSupervision,
  commentOnSupervision,
  decideAppeal,
  flagSilence,
  raiseSupervision,
  reportRectification,
} from './decisions/supervising.js';
import { answerEscalation, escalate, sendDown } from './decisions/escalation.js';
import { acceptCase, rejectCase, reportCase, settleOnSpot } from './decisions/filing.js';
import {
  addHelper,
  addNote,
  completeHelp,
  completeStep,
  recordFirstContact,
  reportHandled,
} from './decisions/handling.js';
import { linkDuplicate, merge, split, unlinkDuplicate, unmerge } from './decisions/linking.js';

export const caseDecider: Decider<CaseCommand, Case, CaseEvent, CaseContext> = {
  initialState: noCase,
  decide,
  evolve,
};

/** A decision, and what follows from it for the clocks, in one append. */
function decide(command: CaseCommand, state: Case, context: CaseContext): readonly CaseEvent[] {
  // A ringing alarm has settled the clocks step by step already.
  if (command.type === 'FireDeadline') return fireDeadline(command, state, context);
  const events = decided(command, state, context);
  return events.length === 0 ? events : clockFollows(state, events, context);
}

type Decided = Exclude<CaseCommand, { type: 'FireDeadline' }>;

/** The table of contents: every command and the decision that answers it. */
function decided(command: Decided, state: Case, context: CaseContext): readonly CaseEvent[] {
  switch (command.type) {
    case 'ReportCase':
      return reportCase(command, state, context);
    case 'SettleOnSpot':
      return settleOnSpot(command, state, context);
    case 'AcceptCase':
      return acceptCase(command, state, context);
    case 'RejectCase':
      return rejectCase(command, state, context);
    case 'OfferCustody':
      return offerCustody(command, state, context);
    case 'AcceptCustody':
      return acceptCustody(command, state, context);
    case 'RequestReturn':
      return requestReturn(command, state, context);
    case 'DecideReturn':
      return decideReturn(command, state, context);
    case 'Escalate':
      return escalate(command, state, context);
    case 'AnswerEscalation':
      return answerEscalation(command, state);
    case 'SendDown':
      return sendDown(command, state, context);
    case 'RecordFirstContact':
      return recordFirstContact(command, state, context);
    case 'AddHelper':
      return addHelper(command, state, context);
    case 'CompleteHelp':
      return completeHelp(command, state, context);
    case 'AddNote':
      return addNote(command, state);
    case 'ReportHandled':
      return reportHandled(command, state, context);
    case 'Verify':
      return verify(command, state, context);
    case 'CallBack':
      return callBack(command, state, context);
    case 'CloseCase':
      return closeCase(command, state, context);
    case 'Withdraw':
      return withdraw(command, state);
    case 'RequestReopen':
      return requestReopen(command, state, context);
    case 'Reopen':
      return reopen(command, state, context);
    case 'Merge':
      return merge(command, state, context);
    case 'Unmerge':
      return unmerge(command, state, context);
    case 'LinkDuplicate':
      return linkDuplicate(command, state);
    case 'UnlinkDuplicate':
      return unlinkDuplicate(command, state);
    case 'Split':
      return split(command, state, context);
    case 'RequestExtension':
      return requestExtension(command, state, context);
    case 'DecideExtension':
      return decideExtension(command, state, context);
    case 'Shelve':
      return shelve(command, state, context);
    case 'DecideShelving':
      return decideShelving(command, state, context);
    case 'Unshelve':
      return unshelve(command, state);
    case 'AskResident':
      return askResident(command, state, context);
    case 'RecordResidentAnswer':
      return recordResidentAnswer(command, state, context);
    case 'CompleteStep':
      return completeStep(command, state, context);
    case 'ApplyCalendar':
      return applyCalendar(command, state, context);
    case 'MigrateRules':
      return migrateRules(command, state, context);
    case 'PauseWithParent':
      return pauseWithParent(command, state, context);
    case 'ResumeWithParent':
      return resumeWithParent(command, state);
    case 'RaiseSupervision':
      return raiseSupervision(command, state, context);
    case 'ReportRectification':
      return reportRectification(command, state, context);
    case 'AppealSupervision':
      return appealSupervision(command, state, context);
    case 'DecideAppeal':
      return decideAppeal(command, state, context);
    case 'ClearSupervision':
      return clearSupervision(command, state, context);
    case 'CommentOnSupervision':
      return commentOnSupervision(command, state);
    case 'FlagSilence':
      return flagSilence(command, state, context);
    default:
      return unreachable(command);
  }
}

/**
 * Decides in the first of these positions to which no rule of the case says no; a person may hold several, his own or as
 * a deputy. The last refusal stands.
 */
export function decideInTurn(
  command: CaseCommand,
  state: Case,
  [actor, ...others]: readonly [Actor, ...Actor[]],
  moment: Omit<CaseContext, 'actor'>,
): { readonly actor: Actor; readonly events: readonly CaseEvent[] } {
  try {
    return { actor, events: decide(command, state, { ...moment, actor }) };
  } catch (refusal) {
    const [next, ...rest] = others;
    if (next === undefined || !isForbidden(refusal)) throw refusal;
    return decideInTurn(command, state, [next, ...rest], moment);
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Rejection && error.kind === 'forbidden';
}
