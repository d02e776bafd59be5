import type { CaseEvent } from '#cases/messages';
import type { StoredEvent } from '#event-store';
import { isNoticeType } from '../domain/notice-types.js';
import type { CaseKnown } from './desks.js';
import type { Notice, ToldDesk } from './notice.js';
import { decisionTold } from './of-decisions.js';
import { handOverTold } from './of-hand-overs.js';
import { supervisionTold } from './of-supervision.js';

export interface Told {
  readonly notice: Notice;
  readonly desks: readonly ToldDesk[];
}

/**
 * Who is told what of an event. Undefined where nobody is: for other events, for what a file has brought (it is history
 * there), and for an escalation that the ladder has told of already.
 */
export function noticeOf(stored: StoredEvent, before: CaseKnown, after: CaseKnown): Told | undefined {
  if (!isNoticeType(stored.type) || stored.actor.role === 'import') return undefined;
  const event = { type: stored.type, data: stored.data } as CaseEvent;
  const byLadder = stored.actor.role === 'process';
  if (event.type === 'CustodyOffered' && event.data.kind === 'escalation' && byLadder) return undefined;
  const telling =
    supervisionTold(event, before, after) ?? handOverTold(event, before, after) ?? decisionTold(event, after);
  if (!telling || telling.desks.length === 0) return undefined;
  const { caseId, number, serviceType, urgency, rules } = after;
  const { unit, details } = telling;
  const notice: Notice = {
    event: stored.id,
    type: stored.type,
    at: stored.recordedAt,
    caseId,
    number,
    serviceType,
    urgency,
    ...(rules !== undefined && { rules }),
    unit,
    details,
  };
  const desks = new Map(telling.desks.map((desk) => [`${desk.unit} ${desk.audience}`, desk]));
  return { notice, desks: [...desks.values()] };
}
