import type { Rung } from '#kernel';
import type { CaseEvent, Deadline, Lane } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { evolve } from '../case-evolve.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import type { RunningDeadline } from '../clock/clock.state.js';
import { clockFollows } from '../clock/follow.js';
import { iso, rungAfter, rungOf } from '../clock/rungs.js';
import { wantedDeadlines, type WantedDeadline } from '../clock/wanted.js';
import type { CaseContext } from '../context.js';
import { refuse } from '../rejections.js';
import { acted, pauseEnds } from './effects.js';
import { existing } from './guards.js';

type Ringing = RunningDeadline & { readonly alarm: NonNullable<Deadline['alarm']> };

/**
 * An alarm rings: superseded or fired already, nothing; too early, a no that names the right time. Whatever else of this
 * case is due by now fires with it, in the order of time, each rung with its effects and with what follows from them.
 */
export function fireDeadline(
  { data: { name, version, lane } }: CommandOf<'FireDeadline'>,
  state: Case,
  context: CaseContext,
): readonly CaseEvent[] {
  const found = existing(state);
  if (!isOpen(found)) return [];
  const { alarm, version: armed } = found.clock.running[name] ?? {};
  if (!alarm || armed !== version) return [];
  if (context.now < Date.parse(alarm.at)) throw refuse('deadline-not-due', { details: { at: alarm.at } });
  const events: CaseEvent[] = [];
  let current = found;
  for (let ringing = firstDue(current, context); ringing; ringing = firstDue(current, context)) {
    const step = clockFollows(current, firing(ringing, lane, current, context), context);
    events.push(...step);
    current = step.reduce(evolve, current);
  }
  return events;
}

function firstDue({ clock }: ExistingCase, { now }: CaseContext): Ringing | undefined {
  const due = Object.values(clock.running).filter(
    (deadline): deadline is Ringing => deadline.alarm !== undefined && Date.parse(deadline.alarm.at) <= now,
  );
  return due.toSorted((one, other) => (one.alarm.at < other.alarm.at ? -1 : 1))[0];
}

/** What is recorded of it, and its effects. */
function firing(ringing: Ringing, lane: Lane, state: ExistingCase, context: CaseContext): CaseEvent[] {
  const { name, version, unit, path, alarm } = ringing;
  const wanted = wantedDeadlines(state, context.rules).find((each) => each.name === name);
  const rung = wanted && rungOf(alarm.rung, wanted, context);
  const fired = {
    name,
    version,
    rung: alarm.rung,
    action: rung?.action ?? 'flag',
    unit,
    path,
    at: alarm.at,
    firedAt: iso(context.now),
    lateMs: context.now - Date.parse(alarm.at),
    lane,
  };
  const isOvertaken = () => wanted !== undefined && nextIsDue(ringing, wanted, context);
  const effects =
    pauseEnds(ringing, state, context) ??
    (rung === undefined
      ? []
      : (caughtUp(rung, ringing, lane, isOvertaken) ?? acted(rung, ringing, state, context)));
  return [{ type: 'DeadlineFired', data: fired }, ...effects];
}

/** After an outage a rung may leave its part to a later one, or to the eyes of the secretary; undefined: it acts. */
function caughtUp(
  { code, catchUp }: Rung,
  { unit, path, name }: Ringing,
  lane: Lane,
  isOvertaken: () => boolean,
): CaseEvent[] | undefined {
  if (lane !== 'catch-up') return undefined;
  if (catchUp === 'review')
    return [
      { type: 'CaseFlagged', data: { unit, path, deadline: name, rung: code, flag: 'review-after-outage' } },
    ];
  return catchUp === 'latest' && isOvertaken() ? [] : undefined;
}

function nextIsDue(ringing: Ringing, wanted: WantedDeadline, context: CaseContext): boolean {
  const next = rungAfter(ringing, wanted, context);
  return next !== undefined && next <= context.now;
}
