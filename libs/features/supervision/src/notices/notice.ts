import type { Urgency } from '#kernel';
import type { Desk } from '../domain/powers.js';
import type { NoticeType } from '../domain/notice-types.js';

/** A desk that is told, and where its unit stands. */
export interface ToldDesk extends Desk {
  readonly path: readonly string[];
}

/** What an event is told as. Plain JSON without personal data: ids, names of limits, moments; never a word of a case. */
export interface Notice {
  /** Id of the event. */
  readonly event: string;
  readonly type: NoticeType;
  /** ISO 8601, by the log's clock. */
  readonly at: string;
  readonly caseId: string;
  readonly number: string;
  readonly serviceType: string;
  readonly urgency: Urgency;
  /** Hash of the rules the case keeps to: what its rungs are called. */
  readonly rules?: string;
  /** The unit it is about. */
  readonly unit: string;
  readonly details: NoticeDetails;
}

export interface NoticeDetails {
  readonly deadline?: string;
  readonly rung?: string;
  /** ISO 8601, as the moments below. */
  readonly due?: string;
  readonly until?: string;
  readonly since?: string;
  readonly written?: boolean;
  readonly level?: number;
  readonly flag?: string;
  readonly workingDays?: number;
  readonly from?: string;
  readonly to?: string;
  readonly decideBy?: string;
  readonly upheld?: boolean;
}

/** Urgent matters are told at any hour. */
export function isUrgent({ urgency }: Pick<Notice, 'urgency'>): boolean {
  return urgency !== 'ordinary';
}
