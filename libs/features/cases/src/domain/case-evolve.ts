import { unreachable } from '#kernel';
import type { CaseEvent } from './case.events.js';
import {
  notCalled,
  reported,
  type Case,
  type CallBackState,
  type Custody,
  type ExistingCase,
} from './case.state.js';

/** Folds one fact into the state. Every event but the first finds an existing case: the decider sees to it. */
export function evolve(state: Case, event: CaseEvent): Case {
  if (event.type === 'CaseReported') return reported(event.data);
  if (state === 'none') throw new Error(`${event.type} on a case that was never reported`);
  return evolveExisting(state, event);
}

function evolveExisting(state: ExistingCase, event: Exclude<CaseEvent, { type: 'CaseReported' }>): Case {
  switch (event.type) {
    case 'CaseAccepted': {
      const { unit, serviceType, urgency } = event.data;
      const accepted: ExistingCase = {
        ...state,
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
      return withHandlers(signed({ ...state, lifecycle: { stage: 'handling' } }, unit), handlers);
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
      return { ...state, escalation: { from: event.data.from, to: event.data.to } };
    case 'EscalationAnswered':
      return answered(state);
    case 'FirstContactMade':
      return withHandlers({ ...state, lifecycle: { stage: 'handling' } }, event.data.handlers);
    case 'HelperAdded':
      return { ...state, helpers: { ...state.helpers, [event.data.unit]: 'working' } };
    case 'HelpCompleted':
      return withHandlers(
        { ...state, helpers: { ...state.helpers, [event.data.unit]: 'done' } },
        event.data.handlers,
      );
    case 'HandlingReported': {
      const { outcome, publicReply, handlers } = event.data;
      const proposal = { outcome, reply: publicReply };
      return withHandlers({ ...state, lifecycle: { stage: 'verifying' }, proposal }, handlers);
    }
    case 'VerificationRecorded':
      return event.data.ok ? { ...state, lifecycle: { stage: 'calling-back' } } : state;
    case 'ReworkOrdered':
      return { ...callAgain(state), lifecycle: { stage: 'handling' }, reworks: state.reworks + 1 };
    case 'CallbackRecorded': {
      const { reporter, reached } = event.data;
      const before = state.callBacks[reporter] ?? notCalled;
      const called = { attempts: before.attempts + 1, reached: before.reached || reached };
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
      const reopened: ExistingCase = {
        ...callAgain(state),
        lifecycle: { stage: state.acceptedBy ? 'handling' : 'reported' },
      };
      return custody({ ...reopened, reopenRequested: false }, { holder: event.data.unit, chain: [] });
    }
    case 'CaseMerged':
      return { ...state, lifecycle: { stage: 'merged', into: event.data.into, before: state } };
    case 'CaseUnmerged':
      return state.lifecycle.stage === 'merged' ? state.lifecycle.before : state;
    case 'DuplicateLinked': {
      const { duplicate, reporters } = event.data;
      const more = Object.fromEntries(reporters.map((reporter) => [reporter, notCalled]));
      return relinked(state, ({ duplicates, callBacks }) => ({
        duplicates: [...duplicates, duplicate],
        callBacks: { ...callBacks, ...more },
      }));
    }
    case 'DuplicateUnlinked': {
      const { duplicate, reporters } = event.data;
      return relinked(state, ({ duplicates, callBacks }) => ({
        duplicates: duplicates.filter((id) => id !== duplicate),
        callBacks: without(callBacks, reporters),
      }));
    }
    case 'CaseSplit':
      return { ...state, children: [...state.children, ...event.data.children.map((child) => child.caseId)] };
    case 'ReceiptIssued':
    case 'NoteAdded':
    case 'PublicReplyPublished':
      return state;
    default:
      return unreachable(event);
  }
}

/** Custody after a step: an offer or a return that the step does not name has ended with it. */
function custody(state: ExistingCase, step: Partial<Custody>): ExistingCase {
  const { holder, chain, returns, hops } = state.custody;
  return { ...state, custody: { holder, chain, returns, hops, ...step } };
}

function signed(state: ExistingCase, unit: string): ExistingCase {
  const { chain, hops, offer } = state.custody;
  const way = offer ? [...chain, { from: offer.from, by: offer.by }] : chain;
  return custody(state, { holder: unit, hops: hops + 1, chain: way });
}

function answered(state: ExistingCase): ExistingCase {
  const { escalation: _answered, ...rest } = state;
  return state.custody.offer?.kind === 'escalation' ? custody(rest, {}) : rest;
}

function final(state: ExistingCase, lifecycle: ExistingCase['lifecycle']): ExistingCase {
  const { escalation: _ended, ...rest } = state;
  return { ...custody(rest, {}), lifecycle };
}

function withHandlers(state: ExistingCase, handlers: readonly string[]): ExistingCase {
  const more = handlers.filter((person) => !state.handlers.includes(person));
  return more.length === 0 ? state : { ...state, handlers: [...state.handlers, ...more] };
}

function callAgain(state: ExistingCase): ExistingCase {
  const callBacks = Object.fromEntries(Object.keys(state.callBacks).map((reporter) => [reporter, notCalled]));
  return { ...state, callBacks };
}

type Links = Pick<ExistingCase, 'duplicates' | 'callBacks'>;

/** A merged case keeps its duplicates in the state it will come back to. */
function relinked(state: ExistingCase, change: (links: Links) => Links): ExistingCase {
  const changed = { ...state, ...change(state) };
  if (state.lifecycle.stage !== 'merged') return changed;
  return { ...changed, lifecycle: { ...state.lifecycle, before: relinked(state.lifecycle.before, change) } };
}

function without(all: ExistingCase['callBacks'], gone: readonly string[]): Record<string, CallBackState> {
  return Object.fromEntries(Object.entries(all).filter(([reporter]) => !gone.includes(reporter)));
}
