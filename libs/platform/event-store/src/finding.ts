import type { Bilingual } from '#kernel';
import type { LogPosition, Revision, StreamName } from './event-store.js';

const SENTENCES = {
  changed: ['The event is not what it was when it was written.', '事件内容与写入时不符。'],
  unreadable: ['The event cannot be read any more.', '事件已无法读取。'],
  unlinked: [
    'The event does not follow the one before it in its stream.',
    '事件与本流中的前一事件不相衔接。',
  ],
  missing: ['From this revision on, events are missing from the stream.', '本流自此修订号起缺少事件。'],
  'out-of-order': [
    'The event was inserted, repeated or moved in its stream.',
    '事件在本流中被插入、重复或移动。',
  ],
  'back-in-time': [
    'The event was recorded before the one that precedes it.',
    '事件的记录时间早于排在其前的事件。',
  ],
  misplaced: ['The event was not written at this place of the log.', '事件并非写入在日志的此位置。'],
  gap: ['From this position on, events are missing from the log.', '日志自此位置起缺少事件。'],
  'cut-off': ['The stream once ended with this event; it is gone.', '本流曾以此事件结尾，现已缺失。'],
  'beyond-end': [
    'The event lies beyond the end that its stream has on record.',
    '事件超出了本流登记的末尾。',
  ],
  'log-cut-off': ['The log once reached this position; its end is gone.', '日志曾到达此位置，末尾现已缺失。'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

/** What can be wrong with an event, by its short name. */
export type FindingKind = keyof typeof SENTENCES;

/** One event that is not as it was written, or not there. */
export interface Finding {
  readonly kind: FindingKind;
  /** Unknown only where the row that names it is gone. */
  readonly stream?: StreamName;
  readonly revision?: Revision;
  /** Of a missing event: where the next one of its stream is. */
  readonly position: LogPosition;
  readonly sentence: Bilingual;
}

/** Where a finding is. */
export type FoundAt = Pick<Finding, 'stream' | 'revision' | 'position'>;

/** A finding with its sentence in both languages. */
export function finding(kind: FindingKind, { stream, revision, position }: FoundAt): Finding {
  const [en, zh] = SENTENCES[kind];
  return {
    kind,
    ...(stream !== undefined && { stream }),
    ...(revision !== undefined && { revision }),
    position,
    sentence: { en, zh },
  };
}
