import { stillClock, unsupervised, type CaseClock } from './clock/clock.state.js';
import { notCalled, type Custody, type ExistingCase } from './case.state.js';

/**
 * Custody after a step: an offer or a return that the step does not name has ended with it, and with another holder what
 * the one before asked for.
 */
export function custody(state: ExistingCase, step: Partial<Custody>): ExistingCase {
  const { holder, chain, returns, hops } = state.custody;
  const after = { ...state, custody: { holder, chain, returns, hops, ...step } };
  return after.custody.holder === holder ? after : { ...after, clock: unasked(state.clock) };
}

export function signed(state: ExistingCase, unit: string): ExistingCase {
  const { chain, hops, offer } = state.custody;
  const way = offer ? [...chain, { from: offer.from, by: offer.by }] : chain;
  return custody(state, { holder: unit, hops: hops + 1, chain: way });
}

export function answered(state: ExistingCase): ExistingCase {
  const { escalation: _answered, ...rest } = state;
  return state.custody.offer?.kind === 'escalation' ? custody(rest, {}) : rest;
}

export function final(state: ExistingCase, lifecycle: ExistingCase['lifecycle']): ExistingCase {
  const { escalation: _ended, ...rest } = state;
  return { ...custody(rest, {}), lifecycle, clock: handedIn(rest.clock), supervision: unsupervised };
}

export function withHandlers(state: ExistingCase, handlers: readonly string[]): ExistingCase {
  const more = handlers.filter((person) => !state.handlers.includes(person));
  return more.length === 0 ? state : { ...state, handlers: [...state.handlers, ...more] };
}

export function callAgain(state: ExistingCase): ExistingCase {
  const callBacks = Object.fromEntries(Object.keys(state.callBacks).map((reporter) => [reporter, notCalled]));
  return { ...state, callBacks };
}

type Links = Pick<ExistingCase, 'duplicates' | 'callBacks' | 'clock'>;

/** A merged case keeps its duplicates in the state it will come back to. */
function relinked(state: ExistingCase, change: (links: Links) => Links): ExistingCase {
  const changed = { ...state, ...change(state) };
  if (state.lifecycle.stage !== 'merged') return changed;
  return { ...changed, lifecycle: { ...state.lifecycle, before: relinked(state.lifecycle.before, change) } };
}

interface Linking {
  readonly duplicate: string;
  readonly reporters: readonly string[];
}

export function linked(
  state: ExistingCase,
  { duplicate, reporters, due }: Linking & { readonly due?: string },
): ExistingCase {
  const more = Object.fromEntries(reporters.map((reporter) => [reporter, notCalled]));
  return relinked(state, ({ duplicates, callBacks, clock }) => ({
    duplicates: [...duplicates, duplicate],
    callBacks: { ...callBacks, ...more },
    clock: due === undefined ? clock : { ...clock, mergedDues: { ...clock.mergedDues, [duplicate]: due } },
  }));
}

export function unlinked(state: ExistingCase, { duplicate, reporters }: Linking): ExistingCase {
  return relinked(state, ({ duplicates, callBacks, clock }) => {
    const { [duplicate]: _gone, ...mergedDues } = clock.mergedDues;
    const others = Object.entries(callBacks).filter(([reporter]) => !reporters.includes(reporter));
    return {
      duplicates: duplicates.filter((id) => id !== duplicate),
      callBacks: Object.fromEntries(others),
      clock: { ...clock, mergedDues },
    };
  });
}

export function clocked(state: ExistingCase, step: Partial<CaseClock>): { readonly clock: CaseClock } {
  return { clock: { ...state.clock, ...step } };
}

function unasked(clock: CaseClock): CaseClock {
  const { extension: _extension, shelving: _shelving, ...rest } = clock;
  return rest;
}

/** What was asked for while it was handled has no object any more; a pause ends. */
export function handedIn(clock: CaseClock): CaseClock {
  const { pause: _pause, ...rest } = unasked(clock);
  return { ...rest, awaitsContact: false, underRework: false };
}

/** A case that is opened again starts with limits of its own; one that nobody has handled, with those of any other. */
export function wound({ versions, reopenings }: CaseClock, wasHandled: boolean): CaseClock {
  return { ...stillClock, versions, reopenings: wasHandled ? reopenings + 1 : reopenings };
}
