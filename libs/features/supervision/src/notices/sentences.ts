import { localTime, type Bilingual } from '#kernel';
import type { NoticeType } from '../domain/notice-types.js';
import type { Names } from './names.js';
import type { Notice } from './notice.js';

/** What a sentence is made of, in one language. */
interface Words {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly limit: string;
  /** What people here call the rung; else nothing. */
  readonly label: string;
  readonly due: string;
  readonly until: string;
  readonly since: string;
  readonly level: number;
  readonly days: number;
  readonly written: boolean;
  readonly upheld: boolean;
}

type Sentence = readonly [en: (words: Words) => string, zh: (words: Words) => string];

const SENTENCES: Readonly<Record<NoticeType, Sentence>> = {
  CaseReminded: [
    ({ label, unit, limit, due, written }) =>
      `${label || (written ? 'Written reminder' : 'Reminder')}: ${unit}, due ${due} (${limit})`,
    ({ label, unit, limit, due, written }) =>
      `${label || (written ? '书面催办' : '提醒')}：${unit}，${limit}期限 ${due}`,
  ],
  SupervisorAdded: [
    ({ unit, to, limit }) => `${to} now supervises ${unit} (${limit})`,
    ({ unit, to, limit }) => `${to}开始督办${unit}（${limit}）`,
  ],
  SupervisionRaised: [
    ({ label, unit, level }) => `${label || 'Supervision'}, level ${level}: ${unit}`,
    ({ label, unit, level }) => `${label || '督办'}（第 ${level} 级）：${unit}`,
  ],
  CaseEscalated: [
    ({ from, to, limit }) => `Moved up from ${from} to ${to}: overdue (${limit})`,
    ({ from, to, limit }) => `${limit}逾期，由${from}升级至${to}`,
  ],
  CaseFlagged: [
    ({ label, unit, limit }) => `${label || 'Flagged'}: ${unit} (${limit})`,
    ({ label, unit, limit }) => `${label || '标记'}：${unit}，${limit}`,
  ],
  CaseFellSilent: [
    ({ unit, days, since }) => `Nothing for ${days} working days, since ${since}: ${unit}`,
    ({ unit, days, since }) => `${unit}自 ${since} 起 ${days} 个工作日无进展`,
  ],
  RectificationReported: [
    ({ unit }) => `${unit} has reported what it put right`,
    ({ unit }) => `${unit}已报告整改情况`,
  ],
  SupervisionAppealed: [
    ({ unit }) => `${unit} appeals against the supervision`,
    ({ unit }) => `${unit}对督办提出申诉`,
  ],
  AppealDecided: [
    ({ unit, upheld }) => `Appeal of ${unit} ${upheld ? 'upheld' : 'not upheld'}`,
    ({ unit, upheld }) => `${unit}的申诉${upheld ? '成立' : '不成立'}`,
  ],
  SupervisionCleared: [({ unit }) => `Supervision of ${unit} cleared`, ({ unit }) => `${unit}的督办已解除`],
  SupervisionCommented: [() => 'A supervisor has commented', () => '督查员有批示'],
  CustodyOffered: [
    ({ from, to }) => `Handed over from ${from} to ${to}, to be signed for`,
    ({ from, to }) => `由${from}派往${to}，待签收`,
  ],
  CustodyAccepted: [({ to }) => `${to} has signed for it`, ({ to }) => `${to}已签收`],
  ReturnRequested: [({ unit }) => `${unit} asks to return it`, ({ unit }) => `${unit}申请退单`],
  ReturnGranted: [
    ({ unit, to }) => `Return by ${unit} granted; ${to} answers`,
    ({ unit, to }) => `${unit}退单获准，由${to}负责`,
  ],
  ReturnRefused: [({ unit }) => `Return by ${unit} refused`, ({ unit }) => `${unit}退单未获准`],
  EscalationAnswered: [
    ({ from, to }) => `${from} has answered the escalation of ${to}`,
    ({ from, to }) => `${from}已答复${to}的上报`,
  ],
  HelperAdded: [
    ({ unit, due }) => `${unit} is asked to help${due && `, by ${due}`}`,
    ({ unit, due }) => `请${unit}协办${due && `，期限 ${due}`}`,
  ],
  ExtensionRequested: [({ unit }) => `${unit} asks for more time`, ({ unit }) => `${unit}申请延期`],
  ExtensionGranted: [
    ({ unit, due }) => `More time for ${unit}, until ${due}`,
    ({ unit, due }) => `${unit}获准延期至 ${due}`,
  ],
  ExtensionRefused: [({ unit }) => `No more time for ${unit}`, ({ unit }) => `${unit}延期未获准`],
  ShelvingRequested: [({ unit }) => `${unit} asks to shelve it`, ({ unit }) => `${unit}申请挂账`],
  ShelvingApproved: [
    ({ unit }) => `Shelving for ${unit} approved once; a second approval is needed`,
    ({ unit }) => `${unit}的挂账申请已获一级同意，待再次审批`,
  ],
  ShelvingRefused: [({ unit }) => `Shelving for ${unit} refused`, ({ unit }) => `${unit}挂账未获准`],
  CaseShelved: [({ until }) => `Shelved until ${until}`, ({ until }) => `已挂账，复查日期 ${until}`],
  CaseUnshelved: [() => 'No longer shelved; the clock runs', () => '已解除挂账，恢复计时'],
};

/** What a notice says, without the case's number. */
export function sentenceOf(notice: Notice, names: Names): Bilingual {
  const [en, zh] = SENTENCES[notice.type];
  return { en: en(wordsFor(notice, names, 'en')), zh: zh(wordsFor(notice, names, 'zh')) };
}

function wordsFor(notice: Notice, names: Names, language: keyof Bilingual): Words {
  const { unit, details } = notice;
  const { deadline, from, to, due, until, since, level = 0, workingDays = 0 } = details;
  const name = (id: string | undefined) => (id === undefined ? '' : names.unit(id)[language]);
  const time = (moment: string | undefined) =>
    moment === undefined ? '' : localTime(names.zone(unit), Date.parse(moment));
  return {
    unit: name(unit),
    from: name(from),
    to: name(to),
    limit: deadline === undefined ? '' : names.limit(deadline, notice)[language],
    label: names.rung({ ...notice, ...details })?.[language] ?? '',
    due: time(due),
    until: time(until),
    since: time(since),
    level,
    days: workingDays,
    written: details.written === true,
    upheld: details.upheld === true,
  };
}
