import {
  momentAfter,
  momentBefore,
  momentText,
  shareOf,
  type Ladder,
  type Rung,
  type WorkCalendar,
} from '#kernel';
import type { Alarm, Deadline } from '../clock.events.js';
import type { CaseContext } from '../context.js';
import type { RunningDeadline } from './clock.state.js';
import type { WantedDeadline } from './wanted.js';

/** A stage without a ladder of its own: its expiry is recorded, and nothing more. */
const EXPIRY: Ladder = [
  { code: 'due', at: { percent: 100 }, action: 'flag', label: { en: 'overdue', zh: '逾期' } },
];

/** When a rung fires whose own moment is this; undefined: never. */
type Timing = (moment: number, context: CaseContext) => number | undefined;

/** Nobody is reminded of what was due before the limit began. */
export const ahead: Timing = (moment, { now }) => (moment < now ? undefined : moment);
/** What would have been due while it stood is due when it runs again. */
export const notBeforeNow: Timing = (moment, { now }) => Math.max(moment, now);
/** An alarm that is late fires as the one it is: its lateness is told. */
export const inItsTime: Timing = (moment) => moment;

/** From the rung that was armed, or after the one that fired last; nothing of a ladder that was never armed. */
export function withNextRung(
  deadline: Deadline,
  { alarm, fired }: RunningDeadline,
  wanted: WantedDeadline,
  timing: Timing,
  context: CaseContext,
): Deadline {
  const last = alarm?.rung ?? fired;
  if (last === undefined) return deadline;
  const ladder = laddered(wanted, context);
  const index = ladder.findIndex(({ code }) => code === last);
  // The ladder has changed, and has no such rung any more.
  if (index < 0) return withAlarm(deadline, ladder, ahead, context);
  return withAlarm(deadline, ladder.slice(alarm ? index : index + 1), timing, context);
}

/** The next rung that is still to fire, with the moment at which it does; none when the ladder is used up. */
export function withAlarm(
  deadline: Deadline,
  ladder: Ladder,
  timing: Timing,
  context: CaseContext,
): Deadline {
  const calendar = context.calendars.for(deadline.path);
  for (const rung of ladder) {
    const moment = timing(momentOf(rung, deadline, calendar), context);
    if (moment === undefined) continue;
    if (!isImported(moment, context)) return { ...deadline, alarm: alarmAt(rung, moment) };
    // A pause of the past ends, though late; of nothing else of the past anybody is reminded.
    if (endsPause(deadline)) return { ...deadline, alarm: alarmAt(rung, context.present) };
  }
  return deadline;
}

function isImported(moment: number, { now, present }: CaseContext): boolean {
  return now < present && moment < present;
}

function momentOf({ at }: Rung, deadline: Deadline, calendar: WorkCalendar): number {
  const { startedAt, limit, lateFrom = deadline.due } = deadline;
  const due = Date.parse(deadline.due);
  if ('before' in at) return momentBefore(calendar, due, at.before);
  const end = Date.parse(lateFrom);
  if ('after' in at) return momentAfter(calendar, end, at.after);
  if (at.percent < 100) return shareOf(calendar, Date.parse(startedAt), due, at.percent, limit);
  return Math.max(end, shareOf(calendar, Date.parse(startedAt), due, at.percent, limit));
}

export function laddered({ name, ladder }: WantedDeadline, { rules }: CaseContext): Ladder {
  const rungs = rules.ladder(ladder);
  if (rungs.length === 0) return EXPIRY;
  if (!endsPause({ name })) return rungs;
  // The end of a pause is no matter of its ladder, which may remind of it and no more.
  const before = rungs.filter(({ at }) => 'before' in at || ('percent' in at && at.percent < 100));
  const end = rungs.filter(({ at }) => 'percent' in at && at.percent === 100);
  return [...before, ...(end.length === 0 ? EXPIRY : end)];
}

/** Whether the clock runs again at the end of this limit. */
export function endsPause({ name }: Pick<Deadline, 'name'>): boolean {
  return name === 'answer' || name === 'review';
}

/** When the rung after the armed one would fire; undefined where it is the last. */
export function rungAfter(
  deadline: RunningDeadline,
  wanted: WantedDeadline,
  context: CaseContext,
): number | undefined {
  const ladder = laddered(wanted, context);
  const index = ladder.findIndex(({ code }) => code === deadline.alarm?.rung);
  const next = index < 0 ? undefined : ladder[index + 1];
  return next && momentOf(next, deadline, context.calendars.for(deadline.path));
}

/** The rung of a running limit that this code names. */
export function rungOf(code: string, wanted: WantedDeadline, context: CaseContext): Rung | undefined {
  return laddered(wanted, context).find((rung) => rung.code === code);
}

function alarmAt({ code }: Rung, moment: number): Alarm {
  return { rung: code, at: momentText(moment) };
}
