import type { CaseEvent } from '#cases/messages';
import type { NoticeType } from '../domain/notice-types.js';
import type { Notice, NoticeDetails, ToldDesk } from './notice.js';

/** What a notice needs to know of its case, besides the event. */
export interface CaseKnown extends Pick<Notice, 'caseId' | 'number' | 'serviceType' | 'urgency' | 'rules'> {
  /** The unit that answers. */
  readonly answers: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** The supervision that stands, and the unit whose supervisor raised it. */
  readonly raised?: { readonly level: number; readonly raisedBy?: string };
}

/** Of which unit it is told, to whom, and what. */
export interface Telling {
  readonly unit: string;
  /** None: nobody is told. */
  readonly desks: readonly ToldDesk[];
  readonly details: NoticeDetails;
}

/** A case before an event and after it. */
export interface Around {
  readonly before: CaseKnown;
  readonly after: CaseKnown;
}

type DataOf<Type extends NoticeType> = Extract<CaseEvent, { type: Type }>['data'];

/** What is told of each event. */
export type Tellers = { readonly [Type in NoticeType]?: (data: DataOf<Type>, around: Around) => Telling };

/** Those who hold cases at a unit that the case has been with, or at one above. */
export function desk(unit: string, { paths }: CaseKnown): ToldDesk {
  const through = paths[unit] ?? Object.values(paths).find((path) => path.includes(unit));
  return holdersAt(unit, through ?? [unit]);
}

/** @param path leads to the unit, or through it */
export function holdersAt(unit: string, path: readonly string[]): ToldDesk {
  return { unit, audience: 'holders', path: upTo(path, unit) };
}

export function supervisorsAt(unit: string, path: readonly string[]): ToldDesk {
  return { unit, audience: 'supervisors', path: upTo(path, unit) };
}

/** Levels at which supervisors sit: county, town, committee; a path has one of each from its root on. */
const SUPERVISED_FROM = 3;

/** All supervisors above a unit: where a level has none, the next one up still knows. */
export function overseeing(unit: string, path: readonly string[]): readonly ToldDesk[] {
  const above = path.slice(0, SUPERVISED_FROM).filter((id) => id !== unit);
  return (above.length > 0 ? above : [unit]).map((id) => supervisorsAt(id, path));
}

function upTo(path: readonly string[], unit: string): readonly string[] {
  const index = path.indexOf(unit);
  return index < 0 ? [unit] : path.slice(0, index + 1);
}
