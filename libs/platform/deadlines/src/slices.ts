import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArmedAlarm } from './open-deadlines.js';

/** Alarms decided between two turns of the event loop: few enough that a user's command does not wait long. */
const SLICE = 32;

/**
 * Works through alarms slice by slice, with a turn of the event loop after each, so that users come first.
 * @returns how many were done; it stops after a slice of which none could be
 */
export async function inSlices(
  alarms: readonly ArmedAlarm[],
  work: (alarm: ArmedAlarm) => Promise<unknown>,
  isStopping: () => boolean,
): Promise<{ readonly done: number; readonly failed: readonly unknown[] }> {
  const failed: unknown[] = [];
  let done = 0;
  for (let from = 0; from < alarms.length && !isStopping(); from += SLICE) {
    const outcomes = await Promise.allSettled(alarms.slice(from, from + SLICE).map(work));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    failed.push(...errors);
    done += outcomes.length - errors.length;
    if (errors.length === outcomes.length) break;
    await nextTurn();
  }
  return { done, failed };
}
