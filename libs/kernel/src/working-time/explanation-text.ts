import { unreachable } from '../decider.js';
import type { Limit } from '../limit.js';
import type { Bilingual } from '../rejection.js';
import type { DayKind, DayRun, Explanation } from './explanation.js';
import { Zone } from './zone.js';

const KINDS: Readonly<Record<DayKind, Bilingual>> = {
  weekend: { en: 'weekly rest', zh: '周末' },
  holiday: { en: 'holiday', zh: '放假' },
  'make-up-day': { en: 'make-up working day', zh: '调休上班' },
  'changed-hours': { en: 'changed hours', zh: '工作时间调整' },
};

/** Why a date is what it is, sentence by sentence, in local wall-clock time. */
export function sentencesOf(explanation: Explanation): readonly Bilingual[] {
  const { startedAt, countsFrom, due, limit, calendar, zone, provisionalAfter } = explanation;
  const at = (instant: string) => localTime(zone, Date.parse(instant));
  const rule = limitText(limit);
  const version = `${calendar.id} v${calendar.version}`;
  return [
    { en: `Started ${at(startedAt)} (${zone}).`, zh: `起点：${at(startedAt)}（${zone}）。` },
    { en: `Limit: ${rule.en}.`, zh: `时限：${rule.zh}。` },
    ...(countsFrom === startedAt
      ? []
      : [{ en: `Counts from ${at(countsFrom)}.`, zh: `自 ${at(countsFrom)} 起计算。` }]),
    ...daySentences(explanation),
    { en: `Due ${at(due)}, by calendar ${version}.`, zh: `到期：${at(due)}，依据日历 ${version}。` },
    ...(provisionalAfter === undefined
      ? []
      : [
          {
            en: `Provisional: the holidays after ${provisionalAfter} are not published yet.`,
            zh: `暂定：${provisionalAfter} 之后的节假日安排尚未公布。`,
          },
        ]),
  ];
}

/** A limit in words. */
export function limitText(limit: Limit): Bilingual {
  switch (limit.unit) {
    case 'same-day':
      return { en: 'the close of the working day', zh: '当个工作日内' };
    case 'until':
      return { en: `until ${limit.at}`, zh: `至 ${limit.at}` };
    case 'elapsed-seconds':
      return counted(limit, 'seconds', '秒');
    case 'elapsed-hours':
      return counted(limit, 'hours', '小时');
    case 'working-hours':
      return counted(limit, 'working hours', '个工作小时');
    case 'working-days':
      return counted(limit, 'working days', '个工作日');
    default:
      return unreachable(limit);
  }
}

/** `2026-10-01 09:30`, as the clock on the wall shows it; with seconds where they are not 0. */
export function localTime(zone: string, instant: number): string {
  const [date, time = ''] = new Date(Zone.named(zone).wallOf(instant)).toISOString().split('T');
  return `${date} ${time.slice(0, time.slice(6, 8) === '00' ? 5 : 8)}`;
}

function counted({ amount, from }: Extract<Limit, { amount: number }>, en: string, zh: string): Bilingual {
  const unit = amount === 1 ? en.slice(0, -1) : en;
  return from === 'next-day'
    ? { en: `${amount} ${unit}, from the day after`, zh: `${amount} ${zh}，自次日起算` }
    : { en: `${amount} ${unit}`, zh: `${amount} ${zh}` };
}

function daySentences({ skipped, counted, leftOut }: Explanation): readonly Bilingual[] {
  return [
    ...(skipped.length === 0 ? [] : [sentence('Not counted', '不计入', skipped)]),
    ...(counted.length === 0 ? [] : [sentence('Counted', '计入', counted)]),
    ...(leftOut === 0
      ? []
      : [{ en: `And ${leftOut} more special days.`, zh: `另有 ${leftOut} 个特殊日期。` }]),
  ];
}

function sentence(en: string, zh: string, runs: readonly DayRun[]): Bilingual {
  const texts = runs.map(runText);
  return {
    en: `${en}: ${texts.map((text) => text.en).join('; ')}.`,
    zh: `${zh}：${texts.map((text) => text.zh).join('；')}。`,
  };
}

function runText({ kind, from, to, days, name }: DayRun): Bilingual {
  const when = from === to ? from : `${from} – ${to}`;
  const what = KINDS[kind];
  return {
    en: `${name ? `${name.en}, ` : ''}${what.en} ${when}${days > 1 ? ` (${days} days)` : ''}`,
    zh: `${name ? name.zh : ''}${what.zh} ${when}${days > 1 ? `（${days} 天）` : ''}`,
  };
}
