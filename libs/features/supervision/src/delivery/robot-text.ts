import type { Parcel } from '#outbox';
import type { NoticeType } from '../domain/notice-types.js';
import type { Names } from '../notices/names.js';
import type { Notice } from '../notices/notice.js';
import { sentenceOf } from '../notices/sentences.js';
import { digestOf, noticesIn } from './digest.js';

/** What a robot says in a chat: Chinese, for that is who reads there. */
export interface RobotText {
  readonly title: string;
  readonly markdown: string;
}

/** In the words of the field; types that are not named here are counted as 其他. */
const COUNTED: Readonly<Partial<Record<NoticeType, string>>> = {
  CaseReminded: '提醒催办',
  SupervisionRaised: '督办',
  CaseEscalated: '升级',
  CaseFlagged: '标记',
  CaseFellSilent: '久无进展',
  CustodyOffered: '派单',
  CustodyAccepted: '签收',
};
const OTHERS = '其他';

export function robotTextOf(parcel: Parcel, names: Names): RobotText {
  const [only, ...others] = noticesIn(parcel);
  if (!only) throw new Error(`parcel ${parcel.id} is empty`);
  if (others.length === 0) {
    const title = `案件 ${only.number}`;
    return { title, markdown: `**${title}**\n${lineOf(only, names)}` };
  }
  const { counts, first, cases } = digestOf(parcel);
  const title = `${parcel.letters.length} 条通知，涉及 ${cases} 个案件`;
  const lines = first.map((notice) => `- ${notice.number} ${lineOf(notice, names)}`);
  const more = cases > first.length ? [`- 另有 ${cases - first.length} 个案件`] : [];
  return { title, markdown: [`**${title}**`, countsIn(counts), ...lines, ...more].join('\n') };
}

function lineOf(notice: Notice, names: Names): string {
  return plain(`${names.service(notice).zh}：${sentenceOf(notice, names).zh}`);
}

function countsIn(counts: Readonly<Partial<Record<NoticeType, number>>>): string {
  const sums = new Map<string, number>();
  for (const [type, count] of Object.entries(counts)) {
    const word = COUNTED[type as NoticeType] ?? OTHERS;
    sums.set(word, (sums.get(word) ?? 0) + count);
  }
  return [...sums].map(([word, count]) => `${word} ${count}`).join('，');
}

/** Names are written by people; none of them is to become a link or a heading. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/gu, ' ').replaceAll(/\s+/gu, ' ');
}
