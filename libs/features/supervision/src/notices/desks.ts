import type { Audience } from '../domain/powers.js';
import type { Notice, NoticeDetails, ToldDesk } from './notice.js';

/** What a notice needs to know of its case, besides the event. */
export interface CaseKnown extends Pick<Notice, 'caseId' | 'number' | 'serviceType' | 'urgency' | 'rules'> {
  /** The unit that answers. */
  readonly answers: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** The unit whose supervisor raised the supervision that stands. */
  readonly raisedBy?: string;
  readonly level: number;
}

/** Of which unit it is told, to whom, and what. */
export interface Telling {
  readonly unit: string;
  readonly desks: readonly ToldDesk[];
  readonly details: NoticeDetails;
}

export function desk(unit: string, audience: Audience, { paths }: CaseKnown): ToldDesk {
  return { unit, audience, path: paths[unit] ?? pathThrough(unit, paths) };
}

/** A unit above one that the case has been with stands where that one's path says. */
function pathThrough(unit: string, paths: CaseKnown['paths']): readonly string[] {
  const through = Object.values(paths).find((path) => path.includes(unit));
  return through ? upTo(through, unit) : [unit];
}

export function upTo(path: readonly string[], unit: string): readonly string[] {
  const index = path.indexOf(unit);
  return index < 0 ? [unit] : path.slice(0, index + 1);
}

/** Levels at which supervisors sit: county, town, committee; a path has one of each from its root on. */
const SUPERVISED_FROM = 3;

/** The supervisors nearest above a unit, and as many levels more as the supervision has. */
export function overseeing(unit: string, path: readonly string[], level: number): ToldDesk[] {
  const above = path.slice(0, SUPERVISED_FROM).filter((id) => id !== unit);
  const seats = above.length > 0 ? above.slice(-Math.max(1, level)) : [unit];
  return seats.map((id) => ({ unit: id, audience: 'supervisors', path: upTo(path, id) }));
}
