import type { StoredEvent } from '#event-store';
import { isNoticeType } from '../domain/notice-types.js';
import type { Around, Tellers, Telling } from './desks.js';
import type { Notice, ToldDesk } from './notice.js';
import { ofDecisions } from './of-decisions.js';
import { ofHandOvers } from './of-hand-overs.js';
import { ofSupervision } from './of-supervision.js';

export interface Told {
  readonly notice: Notice;
  readonly desks: readonly ToldDesk[];
}

const TELLERS: Required<Tellers> = { ...ofSupervision, ...ofHandOvers, ...ofDecisions };

/**
 * Who is told what of an event. Undefined where nobody is: for other events, for what a file has brought (it is history
 * there), and for an escalation that the ladder has told of already.
 */
export function noticeOf(stored: StoredEvent, around: Around): Told | undefined {
  const { type, id, recordedAt, actor, data } = stored;
  if (!isNoticeType(type) || actor.role === 'import' || isToldAlready(stored)) return undefined;
  const tell = TELLERS[type] as (data: unknown, around: Around) => Telling;
  const { unit, desks, details } = tell(data, around);
  if (desks.length === 0) return undefined;
  return {
    notice: { event: id, type, at: recordedAt, ...caseIn(around), unit, details },
    desks: [...new Map(desks.map((desk) => [`${desk.unit} ${desk.audience}`, desk])).values()],
  };
}

function isToldAlready({ type, actor, data }: StoredEvent): boolean {
  return (
    type === 'CustodyOffered' && actor.role === 'process' && (data as { kind: string }).kind === 'escalation'
  );
}

function caseIn({ after: { caseId, number, serviceType, urgency, rules } }: Around) {
  return { caseId, number, serviceType, urgency, ...(rules !== undefined && { rules }) };
}
