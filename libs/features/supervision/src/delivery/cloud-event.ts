import type { Parcel } from '#outbox';
import type { Names } from '../notices/names.js';
import type { Notice } from '../notices/notice.js';
import { sentenceOf } from '../notices/sentences.js';
import { digestOf, noticesIn } from './digest.js';

/** CloudEvents 1.0, to be sent in structured mode: the id is the event's own, so that a receiver knows it again. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: unknown;
}

/** A letter by itself is the event it tells of; several are one digest under the parcel's id. */
export function cloudEventOf(parcel: Parcel, names: Names): CloudEvent {
  const [only, ...others] = noticesIn(parcel);
  if (!only) throw new Error(`parcel ${parcel.id} is empty`);
  return others.length === 0 ? single(only, names) : digest(parcel, names);
}

function single(notice: Notice, names: Names): CloudEvent {
  const { event, type, at, caseId, number } = notice;
  return {
    specversion: '1.0',
    id: event,
    source: `/api/cases/${caseId}`,
    type: `gridcase.${type}`,
    subject: number,
    time: at,
    datacontenttype: 'application/json',
    data: dataOf(notice, names),
  };
}

function digest(parcel: Parcel, names: Names): CloudEvent {
  const { counts, first, last } = digestOf(parcel);
  return {
    specversion: '1.0',
    id: parcel.id,
    source: '/api/notices',
    type: 'gridcase.NoticeDigest',
    time: last,
    datacontenttype: 'application/json',
    data: {
      count: parcel.letters.length,
      counts,
      first: first.map((notice) => dataOf(notice, names)),
      events: parcel.letters.map(({ event }) => event),
    },
  };
}

function dataOf(notice: Notice, names: Names) {
  const { type, caseId, number, serviceType, urgency, unit, details } = notice;
  const label = names.rung({ ...notice, ...details });
  return {
    type,
    case: `/api/cases/${caseId}`,
    caseId,
    number,
    serviceType: { code: serviceType, name: names.service(notice) },
    urgency,
    unit: { id: unit, name: names.unit(unit) },
    ...details,
    ...(label && { label }),
    sentence: sentenceOf(notice, names),
  };
}
