import { canonicalJson } from '#kernel';
import type { CaseEvent, ClockChange, Deadline } from '../case.events.js';
import type { CommandOf } from '../case.commands.js';
import { isOpen, type Case, type ExistingCase } from '../case.state.js';
import { moved, recomputed, reladdered } from '../clock/arming.js';
import type { RunningDeadline } from '../clock/clock.state.js';
import { carrying } from '../clock/follow.js';
import { wantedDeadlines, type WantedDeadline } from '../clock/wanted.js';
import type { CaseContext } from '../context.js';
import { existing } from './guards.js';

type Move = Extract<CaseEvent, { type: 'DeadlineMoved' }>;

/** A limit before and after. */
interface Change {
  readonly from: RunningDeadline;
  readonly to: Deadline;
}

/** A new version of a calendar: every date that still lies ahead is computed anew; no date in the past is altered. */
export function applyCalendar(
  _: CommandOf<'ApplyCalendar'>,
  state: Case,
  context: CaseContext,
): readonly CaseEvent[] {
  const changes = running(existing(state), context).flatMap(([from, wanted]): Change[] => {
    const { id, version } = context.calendars.for(from.path);
    const isKnown = from.calendar.id === id && from.calendar.version === version;
    if (isKnown || !liesAhead(from, context)) return [];
    const to = recomputed(from, wanted, context);
    return liesAhead(to, context) ? [{ from, to }] : [];
  });
  const moves = movesOf(changes, ({ to }) => ({ reason: 'calendar', calendar: to.calendar }));
  return carrying(moves, setAnew(changes));
}

/** `context.rules` is the version to go over to. What has no new limit keeps its date; nobody becomes late by a rule. */
export function migrateRules(
  { data }: CommandOf<'MigrateRules'>,
  state: Case,
  context: CaseContext,
): readonly CaseEvent[] {
  const found = existing(state);
  if (!isOpen(found) || found.acceptedBy === undefined || found.rules?.hash === data.to.hash) return [];
  const changes = running(found, context).map(([from, wanted]) => ({
    from,
    to: redated(from, wanted, context) ?? reladdered(from, wanted, context),
  }));
  const moves = movesOf(changes, () => ({ reason: 'rules', rules: data.to }));
  const names = moves.map(({ data: { deadline } }) => deadline.name);
  const migrated = { from: found.rules ?? null, to: data.to, moved: names };
  return carrying([{ type: 'RulesMigrated', data: migrated }, ...moves], setAnew(changes));
}

/** Where the new rules have another limit for it, and that does not end in the past. */
function redated(from: RunningDeadline, wanted: WantedDeadline, context: CaseContext): Deadline | undefined {
  const isNamed = from.because !== undefined || from.limit.unit === 'until';
  if (isNamed || !liesAhead(from, context)) return undefined;
  if (canonicalJson(from.limit) === canonicalJson(wanted.limit)) return undefined;
  const to = moved(from, { startedAt: from.startedAt, limit: wanted.limit }, wanted, context);
  return liesAhead(to, context) ? to : undefined;
}

function running(
  state: ExistingCase,
  { rules }: CaseContext,
): readonly (readonly [RunningDeadline, WantedDeadline])[] {
  return wantedDeadlines(state, rules).flatMap((wanted) => {
    const deadline = state.clock.running[wanted.name];
    return deadline ? [[deadline, wanted] as const] : [];
  });
}

function liesAhead({ due }: Deadline, { now }: CaseContext): boolean {
  return Date.parse(due) > now;
}

function movesOf(changes: readonly Change[], because: (change: Change) => Move['data']['because']): Move[] {
  return changes
    .filter(({ from, to }) => from.due !== to.due)
    .map((change) => ({
      type: 'DeadlineMoved',
      data: { deadline: change.to, from: change.from.due, because: because(change) },
    }));
}

/** The same date, but not provisional any more, or with its next rung at another time. */
function setAnew(changes: readonly Change[]): ClockChange {
  const armed = changes
    .filter(({ from, to }) => from.due === to.due && !isAlike(from, to))
    .map(({ to }) => to);
  return { armed, ended: [] };
}

function isAlike(from: Deadline, to: Deadline): boolean {
  return (
    from.provisional === to.provisional &&
    from.alarm?.rung === to.alarm?.rung &&
    from.alarm?.at === to.alarm?.at
  );
}
