import type { Bilingual } from '#kernel';
import { STAGES, type Episode, type Path, type Span, type Stage, type Work } from './episode.js';
import type { Definition } from './formula.js';
import { isIn, isOf, type Frame } from './frame.js';

/** Milliseconds of working time between two instants, in the calendar of the unit with this path. */
export type WorkingTime = (path: Path, span: Span) => number;

export interface MedianFormula extends Definition {
  readonly kind: 'median';
  readonly stage: Stage;
}

const STAGE_WORDS: Readonly<Record<Stage, readonly [name: Bilingual, rule: Bilingual]>> = {
  accept: [
    { en: 'Acceptance', zh: '受理' },
    { en: 'reported or reopened → accepted or rejected', zh: '上报或重办 → 受理或不予受理' },
  ],
  sign: [
    { en: 'Signing', zh: '签收' },
    { en: 'offered → signed for', zh: '派单 → 签收' },
  ],
  'first-contact': [
    { en: 'First contact', zh: '先行联系' },
    { en: 'accepted or signed for → first contact', zh: '受理或签收 → 先行联系' },
  ],
  handle: [
    { en: 'Handling', zh: '办理' },
    { en: 'accepted or reopened → handling reported', zh: '受理或重办 → 办理反馈' },
  ],
  rework: [
    { en: 'Rework', zh: '返工' },
    { en: 'sent back → handling reported again', zh: '返工 → 再次办理反馈' },
  ],
  verify: [
    { en: 'Verification', zh: '核查' },
    { en: 'handling reported → verified', zh: '办理反馈 → 核查' },
  ],
  'call-back': [
    { en: 'Call-back', zh: '回访' },
    { en: 'verified → closed', zh: '核查 → 结案' },
  ],
  whole: [
    { en: 'The whole case', zh: '全程' },
    { en: 'reported or reopened → closed, after handling', zh: '上报或重办 → 办理结案' },
  ],
};

export const MEDIANS: readonly MedianFormula[] = STAGES.map((stage) => {
  const [name, rule] = STAGE_WORDS[stage];
  return {
    id: `working-time-${stage}`,
    version: 1,
    kind: 'median',
    stage,
    name: { en: `Median working time: ${name.en}`, zh: `工作时长中位数：${name.zh}` },
    rule: {
      en: `median hours of working time, while the clock ran: ${rule.en}`,
      zh: `工作时间（不含停表）小时数的中位数：${rule.zh}`,
    },
  };
});

/** The stages that the unit finished in the time. */
export function worksIn({ works }: Episode, frame: Frame, stage: Stage): readonly Work[] {
  return works.filter((work) => work.stage === stage && isIn(frame, work.at) && isOf(frame, work.path));
}

/** Milliseconds. */
export function lengthOf({ path, spans }: Work, workingTime: WorkingTime): number {
  return spans.reduce((sum, span) => sum + workingTime(path, span), 0);
}

/** The middle of an odd number, the mean of the two in the middle of an even one; undefined for none. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
