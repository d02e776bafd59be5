import { dueOf, momentText, type Limit, type Remaining } from '#kernel';
import type { Deadline } from '../clock.events.js';
import type { CaseContext } from '../context.js';
import type { RunningDeadline, StandingDeadline } from './clock.state.js';
import { ahead, inItsTime, laddered, notBeforeNow, rungOf, withAlarm, withNextRung } from './rungs.js';
import type { WantedDeadline } from './wanted.js';

/** What a date is made of: everything else follows from it. */
type Dated = Pick<Deadline, 'startedAt' | 'limit' | 'because'>;

/** A limit that starts now. */
export function fresh(wanted: WantedDeadline, version: number, context: CaseContext): Deadline {
  const dated = { startedAt: momentText(context.now), limit: wanted.limit };
  return withAlarm(computed(wanted, version, dated, context), laddered(wanted, context), ahead, context);
}

/** The same limit with the same date, at the unit that has to act now, and with the rung that comes next. */
export function handedOn(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  version: number,
  context: CaseContext,
): Deadline {
  const { fired: _fired, ...kept } = deadline;
  const at = { ...kept, version, ...place(wanted.unit, context) };
  return deadline.alarm ? at : withNextRung(at, deadline, wanted, inItsTime, context);
}

/** A limit that stood: with the date it had or, after a pause, with what was left of it from now on. */
export function revived(
  standing: StandingDeadline,
  wanted: WantedDeadline,
  version: number,
  context: CaseContext,
): Deadline {
  const { remaining, fired: _fired, alarm: _alarm, lateFrom: _late, ...kept } = standing;
  const again =
    remaining === undefined || isOver(remaining)
      ? late(asItStood(kept, wanted, version, context), context)
      : computed(wanted, version, resumedFrom(remaining, context), context);
  return withNextRung(again, standing, wanted, notBeforeNow, context);
}

/** With the date it had; one that lies ahead under another version of its calendar is computed anew. */
function asItStood(kept: Deadline, wanted: WantedDeadline, version: number, context: CaseContext): Deadline {
  const { startedAt, limit, because } = kept;
  const again = computed(wanted, version, { startedAt, limit, ...(because && { because }) }, context);
  const isOver = Date.parse(kept.due) <= context.now || Date.parse(again.due) <= context.now;
  return isOver ? { ...kept, version, ...place(wanted.unit, context) } : again;
}

/** The same limit with another date: its ladder starts again at the first rung that still lies ahead. */
export function moved(
  deadline: Deadline,
  dated: Dated,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline {
  const version = deadline.version + 1;
  return withAlarm(computed(wanted, version, dated, context), laddered(wanted, context), ahead, context);
}

/** The same limit under another version of its calendar; the rungs that have fired stay fired. */
export function recomputed(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline {
  const { startedAt, limit, because, version } = deadline;
  const dated = { startedAt, limit, ...(because && { because }) };
  const again = computed(wanted, version + 1, dated, context);
  const ringing = ringingIn(deadline, wanted, context);
  return ringing
    ? { ...again, alarm: ringing }
    : withNextRung(again, deadline, wanted, notBeforeNow, context);
}

/** The same date under another ladder; the rungs that have fired stay fired. */
export function reladdered(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline {
  const { fired: _fired, alarm: _alarm, ...kept } = deadline;
  const again = { ...kept, version: deadline.version + 1 };
  const ringing = ringingIn(deadline, wanted, context);
  return ringing
    ? { ...again, alarm: ringing }
    : withNextRung(again, deadline, wanted, notBeforeNow, context);
}

/** A rung that is due by now stays the one it is, at the time it was due. */
function ringingIn(
  { alarm }: RunningDeadline,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline['alarm'] {
  const isDue = alarm !== undefined && Date.parse(alarm.at) <= context.now;
  return isDue && rungOf(alarm.rung, wanted, context) ? alarm : undefined;
}

function computed(
  { name, unit }: WantedDeadline,
  version: number,
  dated: Dated,
  context: CaseContext,
): Deadline {
  const standing = place(unit, context);
  const calendar = context.calendars.for(standing.path);
  const { at, provisional } = dueOf(calendar, Date.parse(dated.startedAt), dated.limit);
  const deadline: Deadline = {
    name,
    version,
    ...standing,
    startedAt: dated.startedAt,
    limit: dated.limit,
    calendar: { id: calendar.id, version: calendar.version },
    due: momentText(at),
    ...(provisional && { provisional }),
    ...(dated.because && { because: dated.because }),
  };
  return late(deadline, context);
}

function late(deadline: Deadline, { now }: CaseContext): Deadline {
  return Date.parse(deadline.due) < now ? { ...deadline, lateFrom: momentText(now) } : deadline;
}

function resumedFrom(remaining: Remaining, { now }: CaseContext): Dated {
  return { startedAt: momentText(now), limit: limitOf(remaining), because: 'pause' };
}

function place(unit: string, { units }: CaseContext): Pick<Deadline, 'unit' | 'path'> {
  return { unit, path: units.pathOf(unit) };
}

function isOver(remaining: Remaining): boolean {
  return (remaining.unit === 'working-days' ? remaining.days : remaining.milliseconds) <= 0;
}

function limitOf(remaining: Remaining): Limit {
  if (remaining.unit === 'working-days') return { unit: 'working-days', amount: remaining.days };
  if (remaining.unit === 'working')
    return { unit: 'working-hours', amount: remaining.milliseconds / 3_600_000 };
  return { unit: 'elapsed-seconds', amount: remaining.milliseconds / 1_000 };
}
