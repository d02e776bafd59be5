import {
  limitText,
  type Bilingual,
  type CasePolicy,
  type ExtraField,
  type Rung,
  type RungMoment,
  type StageLimit,
  type StageLimits,
} from '#kernel';

export const STAGE_WORDS: Readonly<Record<keyof StageLimits, Bilingual>> = {
  accept: { en: 'accept', zh: '受理' },
  sign: { en: 'sign', zh: '签收' },
  'first-contact': { en: 'first contact', zh: '先行联系' },
  handle: { en: 'handle', zh: '办理' },
  reopened: { en: 'handle again after reopening', zh: '重新办理' },
  rework: { en: 'rework', zh: '返工' },
  helper: { en: "a helper's part", zh: '协办' },
  verify: { en: 'verify', zh: '核查' },
  'call-back': { en: 'call back', zh: '回访' },
  'return-decision': { en: 'decide on a return', zh: '退单审批' },
  'extension-decision': { en: 'decide on an extension', zh: '延期审批' },
  'shelving-decision': { en: 'decide on shelving', zh: '挂账审批' },
  answer: { en: "the resident's answer", zh: '居民答复' },
  review: { en: 'review of a shelved case', zh: '挂账复查' },
  rectify: { en: 'rectify', zh: '整改' },
  'appeal-decision': { en: 'decide on an appeal', zh: '申诉审批' },
};

export const POLICY_WORDS: Readonly<Record<keyof CasePolicy, Bilingual>> = {
  returns: { en: 'returns before arbitration', zh: '退单次数上限' },
  children: { en: 'parts a case may be split into', zh: '拆分件数上限' },
  callBackAttempts: { en: 'attempts to call back', zh: '回访次数' },
  reopenDays: { en: 'days in which a case may be reopened', zh: '可重新办理的天数' },
  extension: { en: 'first extension', zh: '首次延期' },
  extensionDays: { en: 'working days of a further extension at most', zh: '再次延期的工作日上限' },
  shelvingDays: { en: 'days on the shelf at most', zh: '挂账天数上限' },
  answerDays: { en: 'days to wait for the resident at most', zh: '等待居民答复的天数上限' },
  silentDays: { en: 'working days until a case counts as silent', zh: '视为沉默的工作日数' },
};

export function stageLimitWords({ limit, ladder }: StageLimit): Bilingual {
  const { en, zh } = limitText(limit);
  return ladder === undefined
    ? { en, zh }
    : { en: `${en} (ladder ${ladder})`, zh: `${zh}（督办阶梯 ${ladder}）` };
}

export function rungWords({ at, action, level, label, catchUp }: Rung): Bilingual {
  const moment = momentWords(at);
  const deed = level === undefined ? action : `${action} ${level}`;
  const late = catchUp === undefined ? '' : `, ${catchUp}`;
  return {
    en: `${moment.en}: ${label.en} (${deed}${late})`,
    zh: `${moment.zh}：${label.zh}（${deed}${late}）`,
  };
}

function momentWords(at: RungMoment): Bilingual {
  if ('percent' in at) return { en: `at ${at.percent} % of the limit`, zh: `期限用去 ${at.percent}% 时` };
  const { en, zh } = limitText('before' in at ? at.before : at.after);
  return 'before' in at
    ? { en: `${en} before its end`, zh: `到期前 ${zh}` }
    : { en: `${en} after its end`, zh: `到期后 ${zh}` };
}

export function fieldWords({ name, kind, choices = [], mandatoryBecause }: ExtraField): Bilingual {
  const words = (language: keyof Bilingual, must: string) => {
    const list = choices.length === 0 ? '' : ` ${choices.map((choice) => choice[language]).join(' / ')}`;
    return `${name[language]} (${kind}${list})${mandatoryBecause ? `, ${must}: ${mandatoryBecause[language]}` : ''}`;
  };
  return { en: words('en', 'mandatory'), zh: words('zh', '必填') };
}

export function plainWords(value: string | number | boolean | readonly string[]): Bilingual {
  if (typeof value === 'boolean') return value ? { en: 'yes', zh: '是' } : { en: 'no', zh: '否' };
  if (typeof value !== 'object') return { en: String(value), zh: String(value) };
  return value.length === 0 ? { en: 'nobody', zh: '无' } : { en: value.join(', '), zh: value.join('、') };
}
