import type { Rules } from '#kernel';
import type { CaseEvent, Deadline } from '../case.events.js';
import type { Case, ExistingCase } from '../case.state.js';
import type { CaseContext } from '../context.js';
import { cappedAt, fresh, handedOn, moved, revived } from './arming.js';
import { wantedDeadlines, type WantedDeadline } from './wanted.js';

/**
 * The clock follows the case: what its new state wants to run and does not is armed, what runs and is not wanted any
 * more ends. A step that changes neither state nor limits changes no date.
 */
export function clockFollows(before: Case, after: Case, context: CaseContext): readonly CaseEvent[] {
  if (after === 'none') return [];
  const wanted = wantedDeadlines(after, context.rules);
  const earlier = wantedBefore(before, context.rules);
  const changes = wanted.map((each) => follow(each, earlier.get(each.name), after, context));
  const armed = changes.flatMap((change) => (change?.armed ? [change.armed] : []));
  const moves = changes.flatMap((change) => (change?.moved ? [change.moved] : []));
  const names = new Set(wanted.map(({ name }) => name));
  const ended = Object.keys(after.clock.running).filter((name) => !names.has(name));
  return armed.length + ended.length === 0
    ? moves
    : [...moves, { type: 'DeadlinesSet', data: { armed, ended } }];
}

type Change = { readonly armed?: Deadline; readonly moved?: CaseEvent } | undefined;

function follow(
  wanted: WantedDeadline,
  earlier: WantedDeadline | undefined,
  { clock }: ExistingCase,
  context: CaseContext,
): Change {
  const { name } = wanted;
  const running = clock.running[name];
  const version = (clock.versions[name] ?? 0) + 1;
  if (running && earlier?.about === wanted.about) {
    if (earlier.notAfter !== wanted.notAfter) {
      const to = capped(running, clock.own ?? running, wanted, context);
      return (
        to && {
          moved: {
            type: 'DeadlineMoved',
            data: { deadline: to, from: running.due, because: { reason: 'merge' } },
          },
        }
      );
    }
    const goesOn =
      running.unit === wanted.unit && (running.alarm !== undefined || running.fired === undefined);
    if (goesOn) return undefined;
    const next = handedOn(running, wanted, version, context);
    return next.alarm === undefined && running.unit === wanted.unit ? undefined : { armed: next };
  }
  const standing = running ? undefined : clock.standing[name];
  return {
    armed: standing ? revived(standing, wanted, version, context) : fresh(wanted, version, context),
  };
}

/** The earlier of its own date and that of the cases merged into it; nothing when that is the date it has. */
function capped(
  running: Deadline,
  own: Deadline,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline | undefined {
  const { notAfter } = wanted;
  const dated = notAfter !== undefined && notAfter < own.due ? cappedAt(own.startedAt, notAfter) : own;
  const to = moved(running, dated, wanted, context);
  return to.due === running.due ? undefined : to;
}

function wantedBefore(before: Case, rules: Rules): ReadonlyMap<string, WantedDeadline> {
  if (before === 'none') return new Map();
  return new Map(wantedDeadlines(before, rules).map((each) => [each.name, each]));
}
