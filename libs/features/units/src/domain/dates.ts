import { refuse } from './rejections.js';

const DAY = 24 * 60 * 60 * 1000;
/** Farther ahead it is a slip of the pen. */
const FARTHEST = 5 * 366 * DAY;

/** The moment a date means, or `otherwise` when there is none. @throws Rejection `wrong-date` */
export function momentOf(date: string | undefined, otherwise: number, now: number): number {
  if (date === undefined) return otherwise;
  const moment = Date.parse(date);
  if (Number.isNaN(moment) || moment > now + FARTHEST) throw refuse('wrong-date', { details: { date } });
  return moment;
}

export function iso(moment: number): string {
  return new Date(moment).toISOString();
}
