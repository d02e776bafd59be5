import type { Rung } from '#kernel';
import type { CaseEvent, Deadline, Lane } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { evolve } from '../case-evolve.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import type { RunningDeadline } from '../clock/clock.state.js';
import { clockFollows } from '../clock/follow.js';
import { iso, rungAfter, rungOf } from '../clock/rungs.js';
import { wantedDeadlines } from '../clock/wanted.js';
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
    const fired = [firing(ringing, lane, current, context), ...effects(ringing, lane, current, context)];
    const after = fold(current, fired);
    const followed = clockFollows(current, after, context);
    events.push(...fired, ...followed);
    current = fold(after, followed);
  }
  return events;
}

function firstDue({ clock }: ExistingCase, { now }: CaseContext): Ringing | undefined {
  const due = Object.values(clock.running).filter(
    (deadline): deadline is Ringing => deadline.alarm !== undefined && Date.parse(deadline.alarm.at) <= now,
  );
  return due.toSorted((one, other) => (one.alarm.at < other.alarm.at ? -1 : 1))[0];
}

function firing(ringing: Ringing, lane: Lane, state: ExistingCase, context: CaseContext): CaseEvent {
  const { name, version, unit, path, alarm } = ringing;
  return {
    type: 'DeadlineFired',
    data: {
      name,
      version,
      rung: alarm.rung,
      action: rung(ringing, state, context)?.action ?? 'flag',
      unit,
      path,
      at: alarm.at,
      firedAt: iso(context.now),
      lateMs: context.now - Date.parse(alarm.at),
      lane,
    },
  };
}

/** After an outage a rung may leave its part to a later one, or to the eyes of the secretary. */
function effects(ringing: Ringing, lane: Lane, state: ExistingCase, context: CaseContext): CaseEvent[] {
  const over = pauseEnds(ringing, state, context);
  if (over) return over;
  const found = rung(ringing, state, context);
  if (lane === 'catch-up' && found?.catchUp === 'latest' && isOvertaken(ringing, state, context)) return [];
  if (lane === 'catch-up' && found?.catchUp === 'review') {
    const { unit, path, name } = ringing;
    const data = { unit, path, deadline: name, rung: found.code, flag: 'review-after-outage' } as const;
    return [{ type: 'CaseFlagged', data }];
  }
  return found ? acted(found, ringing, state, context) : [];
}

function isOvertaken(ringing: Ringing, state: ExistingCase, context: CaseContext): boolean {
  const wanted = wantedDeadlines(state, context.rules).find(({ name }) => name === ringing.name);
  const next = wanted && rungAfter(ringing, wanted, context);
  return next !== undefined && next <= context.now;
}

function rung(ringing: Ringing, state: ExistingCase, context: CaseContext): Rung | undefined {
  const wanted = wantedDeadlines(state, context.rules).find(({ name }) => name === ringing.name);
  return wanted && rungOf(ringing.alarm.rung, wanted, context);
}

function fold(state: ExistingCase, events: readonly CaseEvent[]): ExistingCase {
  return events.reduce<ExistingCase>((folded, event) => evolve(folded, event) as ExistingCase, state);
}
