import { momentText, type Rung } from '#kernel';
import type { CaseEvent, Deadline, Lane } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { evolve } from '../case-evolve.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import type { RunningDeadline } from '../clock/clock.state.js';
import { clockFollows } from '../clock/follow.js';
import { rungAfter, rungOf } from '../clock/rungs.js';
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
  const found = ladderRung(ringing, state, context);
  const fired = {
    name,
    version,
    rung: alarm.rung,
    action: found?.rung.action ?? 'flag',
    unit,
    path,
    at: alarm.at,
    firedAt: momentText(context.now),
    lateMs: context.now - Date.parse(alarm.at),
    lane,
  };
  return [{ type: 'DeadlineFired', data: fired }, ...effects(ringing, found, lane, state, context)];
}

interface LadderRung {
  readonly rung: Rung;
  readonly wanted: WantedDeadline;
}

function ladderRung(ringing: Ringing, state: ExistingCase, context: CaseContext): LadderRung | undefined {
  const wanted = wantedDeadlines(state, context.rules).find(({ name }) => name === ringing.name);
  const rung = wanted && rungOf(ringing.alarm.rung, wanted, context);
  return wanted && rung && { rung, wanted };
}

/** After an outage a rung may leave its part to a later one, or to the eyes of the secretary. */
function effects(
  ringing: Ringing,
  found: LadderRung | undefined,
  lane: Lane,
  state: ExistingCase,
  context: CaseContext,
): CaseEvent[] {
  const over = pauseEnds(ringing, state, context);
  if (over) return over;
  if (!found) return [];
  const { rung, wanted } = found;
  if (lane === 'catch-up' && rung.catchUp === 'latest' && nextIsDue(ringing, wanted, context)) return [];
  if (lane === 'catch-up' && rung.catchUp === 'review') {
    const { unit, path, name } = ringing;
    const data = { unit, path, deadline: name, rung: rung.code, flag: 'review-after-outage' } as const;
    return [{ type: 'CaseFlagged', data }];
  }
  return acted(rung, ringing, state, context);
}

function nextIsDue(ringing: Ringing, wanted: WantedDeadline, context: CaseContext): boolean {
  const next = rungAfter(ringing, wanted, context);
  return next !== undefined && next <= context.now;
}
