import {
  dueOf,
  momentAfter,
  momentBefore,
  shareOf,
  type Ladder,
  type Limit,
  type Remaining,
  type Rung,
  type WorkCalendar,
} from '#kernel';
import type { Alarm, Deadline } from '../clock.events.js';
import type { CaseContext } from '../context.js';
import type { RunningDeadline, StandingDeadline } from './clock.state.js';
import type { WantedDeadline } from './wanted.js';

/** A stage without a ladder of its own: its expiry is recorded, and nothing more. */
const EXPIRY: Ladder = [
  { code: 'due', at: { percent: 100 }, action: 'flag', label: { en: 'overdue', zh: '逾期' } },
];

/** What a date is made of: everything else follows from it. */
type Dated = Pick<Deadline, 'startedAt' | 'limit' | 'because'>;

/** A limit that starts now. */
export function fresh(wanted: WantedDeadline, version: number, context: CaseContext): Deadline {
  const dated = { startedAt: iso(context.now), limit: wanted.limit };
  const capped = earlier(computed(wanted, version, dated, context), wanted, version, context);
  return withAlarm(capped, laddered(wanted, context), context);
}

/** The same limit with the same date, at the unit that has to act now; the rungs that have fired stay fired. */
export function handedOn(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  version: number,
  context: CaseContext,
): Deadline {
  const { fired: _fired, alarm: _alarm, ...kept } = deadline;
  const at = { ...kept, version, ...place(wanted.unit, context) };
  const left = rungsLeft(laddered(wanted, context), deadline);
  return withAlarm(at, left, context, (moment) => Math.max(moment, context.now));
}

/** A limit that stood: with the date it had or, after a pause, with what was left of it from now on. */
export function revived(
  standing: StandingDeadline,
  wanted: WantedDeadline,
  version: number,
  context: CaseContext,
): Deadline {
  const { remaining, ...deadline } = standing;
  if (remaining === undefined || isOver(remaining)) return handedOn(deadline, wanted, version, context);
  const dated = { startedAt: iso(context.now), limit: limitOf(remaining), because: 'pause' } as const;
  const again = computed(wanted, version, dated, context);
  const left = rungsLeft(laddered(wanted, context), deadline);
  return withAlarm(again, left, context, (moment) => Math.max(moment, context.now));
}

/** The same limit with another date: its ladder starts again at the first rung that still lies ahead. */
export function moved(
  deadline: Deadline,
  dated: Dated,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline {
  const version = deadline.version + 1;
  return withAlarm(computed(wanted, version, dated, context), laddered(wanted, context), context);
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
  const left = rungsLeft(laddered(wanted, context), deadline);
  return withAlarm(again, left, context, (moment) => Math.max(moment, context.now));
}

/** The next rung that has not fired, with the moment at which it does; none when the ladder is used up. */
function withAlarm(
  deadline: Deadline,
  ladder: Ladder,
  context: CaseContext,
  when: (moment: number) => number = (moment) => moment,
): Deadline {
  const calendar = context.calendars.for(deadline.path);
  for (const rung of ladder) {
    const moment = when(momentOf(rung, deadline, calendar));
    // Nobody is reminded of what was due before the limit began, or years before it was imported.
    if (moment < context.now || moment < context.present) continue;
    return { ...deadline, alarm: alarmAt(rung, moment) };
  }
  return deadline;
}

function momentOf({ at }: Rung, { startedAt, due, limit }: Deadline, calendar: WorkCalendar): number {
  const end = Date.parse(due);
  if ('before' in at) return momentBefore(calendar, end, at.before);
  if ('after' in at) return momentAfter(calendar, end, at.after);
  return at.percent === 100 ? end : shareOf(calendar, Date.parse(startedAt), end, at.percent, limit);
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
  return {
    name,
    version,
    ...standing,
    startedAt: dated.startedAt,
    limit: dated.limit,
    calendar: { id: calendar.id, version: calendar.version },
    due: iso(at),
    ...(provisional && { provisional }),
    ...(dated.because && { because: dated.because }),
  };
}

function earlier(own: Deadline, wanted: WantedDeadline, version: number, context: CaseContext): Deadline {
  if (wanted.notAfter === undefined || wanted.notAfter >= own.due) return own;
  return computed(wanted, version, cappedAt(own.startedAt, wanted.notAfter), context);
}

export function cappedAt(startedAt: string, at: string): Dated {
  return { startedAt, limit: { unit: 'until', at }, because: 'merge' };
}

function laddered({ ladder }: WantedDeadline, { rules }: CaseContext): Ladder {
  const rungs = rules.ladder(ladder);
  return rungs.length === 0 ? EXPIRY : rungs;
}

/** When the rung after the armed one would fire; undefined where it is the last. */
export function rungAfter(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  context: CaseContext,
): number | undefined {
  const [, next] = rungsLeft(laddered(wanted, context), deadline);
  return next && momentOf(next, deadline, context.calendars.for(deadline.path));
}

/** The rung of a running limit that this code names. */
export function rungOf(code: string, wanted: WantedDeadline, context: CaseContext): Rung | undefined {
  return laddered(wanted, context).find((rung) => rung.code === code);
}

/** From the rung that is armed, or after the one that fired last; nothing of a ladder that was never armed. */
function rungsLeft(ladder: Ladder, { alarm, fired }: RunningDeadline): Ladder {
  if (alarm) return ladder.slice(ladder.findIndex(({ code }) => code === alarm.rung));
  return fired === undefined ? [] : ladder.slice(ladder.findIndex(({ code }) => code === fired) + 1);
}

function alarmAt({ code }: Rung, moment: number): Alarm {
  return { rung: code, at: iso(moment) };
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

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
