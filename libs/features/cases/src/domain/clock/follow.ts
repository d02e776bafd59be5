import type { Rules } from '#kernel';
import type { CaseEvent, ClockChange, Deadline } from '../case.events.js';
import { evolve } from '../case-evolve.js';
import type { Case, ExistingCase } from '../case.state.js';
import type { CaseContext } from '../context.js';
import { fresh, handedOn, revived } from './arming.js';
import { without } from './clock-evolve.js';
import { released, sharing, tightened } from './sharing.js';
import { wantedDeadlines, type WantedDeadline } from './wanted.js';

/**
 * The clock follows the case: what its new state wants to run and does not is armed, what runs and is not wanted any
 * more ends. The last of the events that led there carries it. A step that changes neither state nor limits changes no
 * date.
 */
export function clockFollows(
  before: Case,
  events: readonly CaseEvent[],
  context: CaseContext,
): readonly CaseEvent[] {
  const after = events.reduce(evolve, before);
  if (after === 'none') return [];
  const wanted = wantedDeadlines(after, context.rules);
  const earlier = wantedIn(before, context.rules);
  const changes = wanted.map((each) => follow(each, earlier.get(each.name), after, context));
  const armed = changes.flatMap((change) => change.armed ?? []);
  const ended = [...endedOf(after, wanted), ...staleOf(before, after, context.rules)];
  const moves = changes.flatMap(({ from, moved }): CaseEvent[] =>
    from === undefined || moved === undefined
      ? []
      : [{ type: 'DeadlineMoved', data: { deadline: moved, from, because: { reason: 'merge' } } }],
  );
  return [...carrying(events, { armed, ended }), ...moves];
}

/** The events, with the change in the last of them; by itself where there is none. */
export function carrying(events: readonly CaseEvent[], change: ClockChange): readonly CaseEvent[] {
  if (change.armed.length + change.ended.length === 0) return events;
  const last = events.at(-1);
  if (last === undefined) return [{ type: 'DeadlinesSet', data: change }];
  return [...events.slice(0, -1), { ...last, deadlines: change }];
}

interface Change {
  readonly armed?: Deadline;
  /** To the date that it shares with the cases merged into this one, or back. */
  readonly moved?: Deadline;
  readonly from?: string;
}

const nothing: Change = {};

function follow(
  wanted: WantedDeadline,
  earlier: WantedDeadline | undefined,
  { clock }: ExistingCase,
  context: CaseContext,
): Change {
  const { name } = wanted;
  const { [name]: running } = clock.running;
  const own = name === 'handle' ? clock.own : undefined;
  const version = (clock.versions[name] ?? 0) + 1;
  if (running && earlier?.about === wanted.about) {
    if (earlier.notAfter !== wanted.notAfter)
      return movedFrom(running, sharing(running, own, earlier.notAfter, wanted, context));
    const goesOn =
      running.unit === wanted.unit && (running.alarm !== undefined || running.fired === undefined);
    if (goesOn) return nothing;
    const next = handedOn(running, wanted, version, context);
    return next.alarm === undefined && running.unit === wanted.unit ? nothing : { armed: next };
  }
  const { [name]: standing } = running ? {} : clock.standing;
  const armed = standing ? revived(standing, wanted, version, context) : fresh(wanted, version, context);
  const moved = tightened(armed, own, wanted, context) ?? released(armed, own, wanted, context);
  return { armed, ...movedFrom(armed, moved) };
}

function movedFrom(from: Deadline, moved: Deadline | undefined): Change {
  return moved === undefined ? nothing : { moved, from: from.due };
}

function endedOf({ clock }: ExistingCase, wanted: readonly WantedDeadline[]): readonly string[] {
  const names = new Set(wanted.map(({ name }) => name));
  return Object.keys(clock.running).filter((name) => !names.has(name));
}

/** What stands in a pause and would not go on after it, or not as the same: a helper has finished, somebody signed. */
function staleOf(before: Case, after: ExistingCase, rules: Rules): readonly string[] {
  if (before === 'none' || before.clock.pause === undefined) return [];
  const [earlier, later] = [wantedIn(unpaused(before), rules), wantedIn(unpaused(after), rules)];
  return Object.keys(after.clock.standing).filter((name) => {
    const wasAbout = earlier.get(name)?.about;
    const isAbout = later.get(name)?.about;
    return isAbout === undefined || (wasAbout !== undefined && wasAbout !== isAbout);
  });
}

function unpaused(state: ExistingCase): ExistingCase {
  return { ...state, clock: without(state.clock, 'pause') };
}

function wantedIn(state: Case, rules: Rules): ReadonlyMap<string, WantedDeadline> {
  if (state === 'none') return new Map();
  return new Map(wantedDeadlines(state, rules).map((each) => [each.name, each]));
}
