import { unreachable } from '#kernel';
import type { ClockChange, ClockEvent, DeadlineName } from '../clock.events.js';
import type { CaseClock, RunningDeadline } from './clock.state.js';

/** Folds what a step has set running and ended. `handling`: whether the case is with those who handle it. */
export function rearmed(clock: CaseClock, { armed, ended }: ClockChange, handling: boolean): CaseClock {
  const after = ended.length === 0 ? clock : end(clock, ended, handling);
  return armed.reduce(run, after);
}

/** Folds one fact about the clocks. */
export function evolveClock(clock: CaseClock, event: ClockEvent): CaseClock {
  switch (event.type) {
    case 'DeadlineFired': {
      const { name, rung } = event.data;
      const { [name]: deadline, ...others } = clock.running;
      if (deadline === undefined) return clock;
      const { alarm: _rung, ...silent } = deadline;
      return { ...clock, running: { ...others, [name]: { ...silent, fired: rung } } };
    }
    case 'DeadlineMoved': {
      const { deadline, because } = event.data;
      return because.reason === 'merge' ? lend(clock, deadline) : run(clock, deadline);
    }
    case 'ClockPaused': {
      const { reason, until, remaining } = event.data;
      return { ...stand(clock, remaining), pause: { reason, until } };
    }
    case 'ClockResumed':
      return without(clock, 'pause');
    case 'ExtensionRequested': {
      const { unit, decideBy, limit } = event.data;
      return { ...clock, extension: { unit, decideBy, limit } };
    }
    case 'ExtensionGranted':
      return { ...without(clock, 'extension'), extensions: clock.extensions + 1 };
    case 'ExtensionRefused':
      return without(clock, 'extension');
    case 'ShelvingRequested': {
      const { unit, decideBy, reviewOn, publicReason } = event.data;
      return { ...clock, shelving: { unit, decideBy, reviewOn, publicReason, approvers: [] } };
    }
    case 'ShelvingApproved': {
      const { unit, approvers, decideBy } = event.data;
      return clock.shelving
        ? { ...clock, shelving: { ...clock.shelving, approvedBy: unit, approvers, decideBy } }
        : clock;
    }
    case 'ShelvingRefused':
    case 'CaseShelved':
      return without(clock, 'shelving');
    case 'StepCompleted':
      return { ...clock, stepsDone: [...clock.stepsDone, event.data.step] };
    case 'DeadlinesSet':
    case 'CaseUnshelved':
    case 'ResidentAsked':
    case 'ResidentAnswered':
    case 'RulesMigrated':
      return clock;
    default:
      return unreachable(event);
  }
}

/** Everything that runs stands from now on, with the date it has. */
export function halted(clock: CaseClock): CaseClock {
  return { ...clock, running: {}, standing: { ...clock.standing, ...clock.running } };
}

function run(clock: CaseClock, deadline: RunningDeadline): CaseClock {
  const { name, version } = deadline;
  return {
    ...clock,
    running: { ...clock.running, [name]: deadline },
    standing: except(clock.standing, [name]),
    versions: { ...clock.versions, [name]: version },
  };
}

/** The dates of the matter itself come back as they were, should the work come back after it was handed in. */
function end(clock: CaseClock, names: readonly DeadlineName[], handling: boolean): CaseClock {
  const running = except(clock.running, names);
  const standing = except(clock.standing, names);
  for (const name of names) {
    const ended = clock.running[name] ?? clock.standing[name];
    const comesBack = !handling && (name === 'handle' || name.startsWith('step-'));
    if (comesBack && ended) standing[name] = ended;
  }
  return { ...clock, running, standing };
}

function except<Deadline>(
  all: Readonly<Record<DeadlineName, Deadline>>,
  names: readonly DeadlineName[],
): Record<DeadlineName, Deadline> {
  const others: Record<DeadlineName, Deadline> = {};
  for (const [name, deadline] of Object.entries(all)) if (!names.includes(name)) others[name] = deadline;
  return others;
}

/** The date of a merged case stands in for its own until it is unmerged. */
function lend(clock: CaseClock, deadline: RunningDeadline): CaseClock {
  const own = clock.own ?? clock.running[deadline.name];
  if (deadline.because !== 'merge') return run(without(clock, 'own'), deadline);
  return { ...run(clock, deadline), ...(own && { own }) };
}

function stand(
  clock: CaseClock,
  remaining: Extract<ClockEvent, { type: 'ClockPaused' }>['data']['remaining'],
) {
  const standing = { ...clock.standing };
  for (const [name, left] of Object.entries(remaining)) {
    const deadline = clock.running[name];
    if (deadline) standing[name] = { ...deadline, remaining: left };
  }
  return { ...clock, running: except(clock.running, Object.keys(remaining)), standing };
}

export function without(clock: CaseClock, part: 'pause' | 'extension' | 'shelving' | 'own'): CaseClock {
  const { [part]: _over, ...rest } = clock;
  return rest;
}
