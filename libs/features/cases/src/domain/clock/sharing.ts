import type { Deadline } from '../case.events.js';
import type { CaseContext } from '../context.js';
import { moved } from './arming.js';
import type { WantedDeadline } from './wanted.js';

/**
 * The date of a case that others were merged into. A merge may bring an earlier one, never a later one; undoing it may
 * give back a later one, never an earlier one. `own` is the date it has by itself.
 */
export function sharing(
  running: Deadline,
  own: Deadline | undefined,
  before: string | undefined,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline | undefined {
  const { notAfter } = wanted;
  const isMerge = notAfter !== undefined && (before === undefined || notAfter < before);
  if (!isMerge) return released(running, own, wanted, context);
  return notAfter < running.due ? cappedAt(notAfter, running, own, wanted, context) : undefined;
}

/** A limit set running, and the earlier date of a case that was merged meanwhile, unless the date it has came after it. */
export function tightened(
  armed: Deadline,
  own: Deadline | undefined,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline | undefined {
  const { notAfter } = wanted;
  if (notAfter === undefined || notAfter >= armed.due) return undefined;
  if (armed.because === 'extension') return undefined;
  // What stood in a pause is not late by a date that passed in it.
  if (armed.because === 'pause' && (own !== undefined || Date.parse(notAfter) <= context.now))
    return undefined;
  return cappedAt(notAfter, armed, own, wanted, context);
}

/** Its own date again, or that of the next case merged into it. */
export function released(
  running: Deadline,
  own: Deadline | undefined,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline | undefined {
  if (own === undefined) return undefined;
  const { notAfter } = wanted;
  const to =
    notAfter !== undefined && notAfter < own.due
      ? cappedAt(notAfter, running, own, wanted, context)
      : moved(running, own, wanted, context);
  return to.due > running.due ? to : undefined;
}

function cappedAt(
  at: string,
  running: Deadline,
  own: Deadline | undefined,
  wanted: WantedDeadline,
  context: CaseContext,
): Deadline {
  const { startedAt } = own ?? running;
  return moved(running, { startedAt, limit: { unit: 'until', at }, because: 'merge' }, wanted, context);
}
