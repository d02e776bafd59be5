import { unreachable } from '#kernel';
import type { ClockEvent, SupervisionEvent } from '../case.events.js';
import { withHandlers } from '../case-steps.js';
import type { ExistingCase } from '../case.state.js';
import { evolveClock } from './clock-evolve.js';
import { evolveSupervision } from './supervision-evolve.js';

type WatchingEvent = ClockEvent | SupervisionEvent;

/** What the clocks and the supervision say: nothing of it changes who answers, but for a move up. */
export function evolveWatched(state: ExistingCase, event: WatchingEvent): ExistingCase {
  switch (event.type) {
    case 'RulesMigrated':
      return { ...state, rules: event.data.to };
    case 'CaseEscalated':
      return { ...state, escalation: { from: event.data.from, to: event.data.to } };
    case 'StepCompleted': {
      const clock = evolveClock(state.clock, event, true);
      return withHandlers({ ...state, clock }, event.data.handlers);
    }
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
    case 'ResidentAnswered': {
      const { stage } = state.lifecycle;
      const handling = stage === 'accepted' || stage === 'handling';
      return { ...state, clock: evolveClock(state.clock, event, handling) };
    }
    default:
      return unreachable(event);
  }
}
