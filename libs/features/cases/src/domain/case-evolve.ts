import { unreachable } from '#kernel';
import { clockChangeOf, type CaseEvent } from './case.events.js';
import { evolveClock, halted, rearmed } from './clock/clock-evolve.js';
import { evolveSupervision } from './clock/supervision-evolve.js';
import {
  answered,
  callAgain,
  clocked,
  custody,
  final,
  handedIn,
  linked,
  signed,
  withHandlers,
  unlinked,
  wound,
} from './case-steps.js';
import { notCalled, reported, type Case, type ExistingCase } from './case.state.js';

/** Folds one fact into the state, and then what it has done to the clocks. */
export function evolve(state: Case, event: CaseEvent): ExistingCase {
  const after = evolveStep(state, event);
  const change = clockChangeOf(event);
  if (!change) return after;
  const { stage } = after.lifecycle;
  const handling = stage === 'accepted' || stage === 'handling';
  return { ...after, clock: rearmed(after.clock, change, handling) };
}

/** The step alone. Every event but the first finds an existing case: the decider sees to it. */
export function evolveStep(state: Case, event: CaseEvent): ExistingCase {
  if (event.type === 'CaseReported') return reported(event.data);
  if (state === 'none') throw new Error(`${event.type} on a case that was never reported`);
  return evolveExisting(state, event);
}

type LaterEvent = Exclude<CaseEvent, { type: 'CaseReported' }>;

function evolveExisting(state: ExistingCase, event: LaterEvent): ExistingCase {
  switch (event.type) {
    case 'CaseAccepted': {
      const { unit, serviceType, urgency, rules, due } = event.data;
      const accepted: ExistingCase = {
        ...state,
        ...(rules && { rules }),
        ...(due !== undefined && clocked(state, { givenDue: due })),
        lifecycle: { stage: 'accepted' },
        acceptedBy: unit,
        serviceType,
        urgency,
      };
      return custody(accepted, { holder: unit, chain: [] });
    }
    case 'CustodyOffered': {
      const { kind, from, by, to } = event.data;
      return custody(state, { offer: { kind, from, by, to } });
    }
    case 'CustodyAccepted': {
      const { unit, handlers } = event.data;
      const taken = {
        ...state,
        lifecycle: { stage: 'handling' },
        ...clocked(state, { awaitsContact: true }),
      };
      return withHandlers(signed(taken as ExistingCase, unit), handlers);
    }
    case 'ReturnRequested': {
      const { offer } = state.custody;
      const { unit, decideBy } = event.data;
      return custody(state, {
        pendingReturn: { unit, decideBy, ...(offer && { offer }) },
        returns: state.custody.returns + 1,
      });
    }
    case 'ReturnGranted': {
      const { chain, pendingReturn } = state.custody;
      return custody(state, {
        holder: event.data.holder,
        chain: pendingReturn?.offer ? chain : chain.slice(0, -1),
      });
    }
    case 'ReturnRefused': {
      const offer = state.custody.pendingReturn?.offer;
      return custody(state, offer ? { offer } : {});
    }
    case 'EscalationRaised':
    case 'CaseEscalated':
      return { ...state, escalation: { from: event.data.from, to: event.data.to } };
    case 'EscalationAnswered':
      return answered(state);
    case 'FirstContactMade': {
      const contacted = clocked(state, { awaitsContact: false });
      return withHandlers({ ...state, lifecycle: { stage: 'handling' }, ...contacted }, event.data.handlers);
    }
    case 'HelperAdded': {
      const { unit, due } = event.data;
      const { [unit]: _earlier, ...others } = state.clock.helperDues;
      const helperDues = due === undefined ? others : { ...others, [unit]: due };
      return {
        ...state,
        helpers: { ...state.helpers, [unit]: 'working' },
        ...clocked(state, { helperDues }),
      };
    }
    case 'HelpCompleted':
      return withHandlers(
        { ...state, helpers: { ...state.helpers, [event.data.unit]: 'done' } },
        event.data.handlers,
      );
    case 'HandlingReported': {
      const { outcome, publicReply, handlers } = event.data;
      const proposal = { outcome, reply: publicReply };
      const clock = handedIn(state.clock);
      const handed = { ...answered(state), lifecycle: { stage: 'verifying' }, proposal, clock } as const;
      return withHandlers(handed, handlers);
    }
    case 'VerificationRecorded':
      return event.data.ok ? { ...state, lifecycle: { stage: 'calling-back' } } : state;
    case 'ReworkOrdered':
      return {
        ...callAgain(state),
        lifecycle: { stage: 'handling' },
        reworks: state.reworks + 1,
        ...clocked(state, { underRework: true }),
      };
    case 'CallbackRecorded': {
      const { reporter, reached, exhausted } = event.data;
      const before = state.callBacks[reporter] ?? notCalled;
      const called = {
        attempts: before.attempts + 1,
        reached: before.reached || reached,
        ...(exhausted && { exhausted }),
      };
      return { ...state, callBacks: { ...state.callBacks, [reporter]: called } };
    }
    case 'CaseRejected':
      return final(state, { stage: 'rejected' });
    case 'CaseClosed': {
      const { outcome, reopenUntil, onSpot } = event.data;
      const closed = final(state, { stage: 'closed', outcome, reopenUntil });
      return onSpot ? withHandlers(closed, state.filers) : closed;
    }
    case 'CaseWithdrawn':
      return final(state, { stage: 'withdrawn' });
    case 'ReopenRequested':
      return { ...state, reopenRequested: true };
    case 'CaseReopened': {
      const wasHandled = state.acceptedBy !== undefined || state.lifecycle.stage === 'closed';
      const reopened: ExistingCase = {
        ...callAgain(state),
        lifecycle: { stage: state.acceptedBy ? 'handling' : 'reported' },
        clock: wound(state.clock, wasHandled),
      };
      return custody({ ...reopened, reopenRequested: false }, { holder: event.data.unit, chain: [] });
    }
    case 'CaseMerged':
      return { ...state, lifecycle: { stage: 'merged', into: event.data.into, before: state } };
    case 'CaseUnmerged':
      if (state.lifecycle.stage !== 'merged') return state;
      return { ...state.lifecycle.before, clock: halted(state.lifecycle.before.clock) };
    case 'DuplicateLinked':
      return linked(state, event.data);
    case 'DuplicateUnlinked':
      return unlinked(state, event.data);
    case 'CaseSplit':
      return { ...state, children: [...state.children, ...event.data.children.map((child) => child.caseId)] };
    case 'ReceiptIssued':
    case 'NoteAdded':
    case 'PublicReplyPublished':
      return state;
    case 'RulesMigrated':
      return { ...state, rules: event.data.to };
    case 'StepCompleted':
      return withHandlers({ ...state, clock: evolveClock(state.clock, event) }, event.data.handlers);
    case 'DeadlinesSet':
    case 'DeadlineFired':
    case 'DeadlineMoved':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ExtensionRequested':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
    case 'ShelvingRequested':
    case 'ShelvingApproved':
    case 'ShelvingRefused':
    case 'CaseShelved':
    case 'CaseUnshelved':
    case 'ResidentAsked':
    case 'ResidentAnswered':
      return { ...state, clock: evolveClock(state.clock, event) };
    case 'CaseReminded':
    case 'SupervisorAdded':
    case 'SupervisionRaised':
    case 'CaseFlagged':
    case 'CaseFellSilent':
    case 'RectificationReported':
    case 'SupervisionAppealed':
    case 'AppealDecided':
    case 'SupervisionCleared':
    case 'SupervisionCommented':
      return { ...state, supervision: evolveSupervision(state.supervision, event) };
    default:
      return unreachable(event);
  }
}
