import type { Parcel } from '#outbox';
import type { NoticeType } from '../domain/notice-types.js';
import type { Notice } from '../notices/notice.js';

/** Cases that a digest names; the rest is counted. */
const NAMED = 5;

export interface Digest {
  readonly counts: Readonly<Partial<Record<NoticeType, number>>>;
  /** The latest notice of each of the first few cases, the urgent before the others. */
  readonly first: readonly Notice[];
  /** How many cases there are altogether. */
  readonly cases: number;
  /** ISO 8601: when the last of it happened. */
  readonly last: string;
}

export function noticesIn({ letters }: Parcel): readonly Notice[] {
  return letters.map(({ body }) => body as Notice);
}

export function digestOf(parcel: Parcel): Digest {
  const notices = noticesIn(parcel);
  const counts: Partial<Record<NoticeType, number>> = {};
  for (const { type } of notices) counts[type] = (counts[type] ?? 0) + 1;
  const byCase = new Map(notices.map((notice) => [notice.caseId, notice]));
  const last = notices.reduce((latest, { at }) => (at > latest ? at : latest), '');
  return { counts, first: [...byCase.values()].slice(0, NAMED), cases: byCase.size, last };
}
