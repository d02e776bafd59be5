import { Rejection, unreachable, type Actor, type Decider } from '#kernel';
import type { CaseCommand } from './case.commands.js';
import type { CaseEvent } from './case.events.js';
import { evolve } from './case-evolve.js';
import { noCase, type Case } from './case.state.js';
import type { CaseContext } from './context.js';
import { callBack, closeCase, reopen, requestReopen, verify, withdraw } from './decisions/closing.js';
import { acceptCustody, decideReturn, offerCustody, requestReturn } from './decisions/custody.js';
import { answerEscalation, escalate, sendDown } from './decisions/escalation.js';
import { acceptCase, rejectCase, reportCase, settleOnSpot } from './decisions/filing.js';
import { addHelper, addNote, completeHelp, recordFirstContact, reportHandled } from './decisions/handling.js';
import { linkDuplicate, merge, split, unlinkDuplicate, unmerge } from './decisions/linking.js';

export const caseDecider: Decider<CaseCommand, Case, CaseEvent, CaseContext> = {
  initialState: noCase,
  decide,
  evolve,
};

/** The table of contents: every command and the decision that answers it. */
function decide(command: CaseCommand, state: Case, context: CaseContext): readonly CaseEvent[] {
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
