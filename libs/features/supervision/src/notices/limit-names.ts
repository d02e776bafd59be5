import type { Bilingual, StageName } from '#kernel';
import type { Names } from './names.js';

const STAGES: Readonly<Record<StageName, Bilingual>> = {
  accept: { en: 'acceptance', zh: '受理' },
  sign: { en: 'signing', zh: '签收' },
  'first-contact': { en: 'first contact', zh: '先行联系' },
  handle: { en: 'handling', zh: '办理' },
  rework: { en: 'rework', zh: '返工' },
  helper: { en: 'help', zh: '协办' },
  verify: { en: 'verification', zh: '核实' },
  'call-back': { en: 'call-back', zh: '回访' },
  'return-decision': { en: 'decision on the return', zh: '退单审批' },
  'extension-decision': { en: 'decision on more time', zh: '延期审批' },
  'shelving-decision': { en: 'decision on shelving', zh: '挂账审批' },
  answer: { en: 'answer of the resident', zh: '等待群众答复' },
  review: { en: 'review', zh: '挂账复核' },
  rectify: { en: 'rectification', zh: '整改' },
  'appeal-decision': { en: 'decision on the appeal', zh: '申诉裁定' },
};

/** What a limit is called: a stage, a helper's part, or one of several dates of the matter. */
export function limitName(deadline: string, names: Names): Bilingual {
  if (Object.hasOwn(STAGES, deadline)) return STAGES[deadline as StageName];
  if (!deadline.startsWith('helper-')) return { en: deadline, zh: deadline };
  const { en, zh } = names.unit(deadline.slice('helper-'.length));
  return { en: `help by ${en}`, zh: `${zh}协办` };
}
