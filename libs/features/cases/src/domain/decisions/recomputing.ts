import { canonicalJson } from '#kernel';
import type { CaseEvent } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import { moved, recomputed } from '../clock/arming.js';
import type { RunningDeadline } from '../clock/clock.state.js';
import { wantedDeadlines, type WantedDeadline } from '../clock/wanted.js';
import type { CaseContext } from '../context.js';
import { existing } from './guards.js';

type Move = Extract<CaseEvent, { type: 'DeadlineMoved' }>;

/** A new version of a calendar: every date that still lies ahead is computed anew; no date in the past is altered. */
export function applyCalendar(
  _: CommandOf<'ApplyCalendar'>,
  state: Case,
  context: CaseContext,
): readonly CaseEvent[] {
  return pairs(existing(state), context).flatMap(([deadline, wanted]) => {
    const { id, version } = context.calendars.for(deadline.path);
    if (deadline.calendar.id === id && deadline.calendar.version === version) return [];
    const because = { reason: 'calendar', calendar: { id, version } } as const;
    return move(deadline, recomputed(deadline, wanted, context), because, context);
  });
}

/** `context.rules` is the version to go over to. What has no new limit keeps its date; nobody becomes late by a rule. */
export function migrateRules(
  { data }: CommandOf<'MigrateRules'>,
  state: Case,
  context: CaseContext,
): readonly CaseEvent[] {
  const found = existing(state);
  if (!isOpen(found) || found.acceptedBy === undefined || found.rules?.hash === data.to.hash) return [];
  const moves = pairs(found, context).flatMap(([deadline, wanted]) => {
    if (deadline.because !== undefined || deadline.limit.unit === 'until') return [];
    if (canonicalJson(deadline.limit) === canonicalJson(wanted.limit)) return [];
    const dated = { startedAt: deadline.startedAt, limit: wanted.limit };
    return move(
      deadline,
      moved(deadline, dated, wanted, context),
      { reason: 'rules', rules: data.to },
      context,
    );
  });
  const names = moves.map(({ data: { deadline } }) => deadline.name);
  const migrated = { from: found.rules ?? null, to: data.to, moved: names };
  return [{ type: 'RulesMigrated', data: migrated }, ...moves];
}

function pairs(
  state: ExistingCase,
  context: CaseContext,
): readonly (readonly [RunningDeadline, WantedDeadline])[] {
  return wantedDeadlines(state, context.rules).flatMap((wanted) => {
    const deadline = state.clock.running[wanted.name];
    const liesAhead = deadline !== undefined && Date.parse(deadline.due) > context.now;
    return liesAhead ? [[deadline, wanted] as const] : [];
  });
}

function move(
  from: RunningDeadline,
  to: RunningDeadline,
  because: Move['data']['because'],
  { now }: CaseContext,
): Move[] {
  if (to.due === from.due || Date.parse(to.due) <= now) return [];
  return [{ type: 'DeadlineMoved', data: { deadline: to, from: from.due, because } }];
}
