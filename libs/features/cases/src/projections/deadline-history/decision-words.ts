import { limitText, type Bilingual } from '#kernel';
import type { CaseEvent } from '../../domain/case.events.js';
import type { ClockEvent } from '../../domain/clock.events.js';
import { local, type Telling } from './clock-words.js';

/** What is asked for and decided about limits, apart from what it does to them. */
type Deciding = Exclude<
  ClockEvent['type'],
  'DeadlinesSet' | 'DeadlineFired' | 'DeadlineMoved' | 'ClockPaused' | 'ClockResumed'
>;
type DataOf<Type extends Deciding> = Extract<ClockEvent, { type: Type }>['data'];

/** The reasons that people gave are in the history of the case. */
const DECISIONS: { readonly [Type in Deciding]: (data: DataOf<Type>, telling: Telling) => Bilingual } = {
  ExtensionRequested: ({ unit, limit, decideBy }) => ({
    en: `${unit} asks for an extension: ${limitText(limit).en}; ${decideBy} decides.`,
    zh: `${unit} 申请延期：${limitText(limit).zh}；由 ${decideBy} 审批。`,
  }),
  ExtensionGranted: ({ unit, from, to }, telling) => ({
    en: `${unit} grants the extension: ${local(from, telling)} becomes ${local(to, telling)}.`,
    zh: `${unit} 同意延期：由 ${local(from, telling)} 延至 ${local(to, telling)}。`,
  }),
  ExtensionRefused: ({ unit }) => ({
    en: `${unit} refuses the extension.`,
    zh: `${unit} 不同意延期。`,
  }),
  ShelvingRequested: ({ unit, reviewOn, decideBy }) => ({
    en: `${unit} asks to shelve it until ${reviewOn}; ${decideBy} decides.`,
    zh: `${unit} 申请挂账至 ${reviewOn}；由 ${decideBy} 审批。`,
  }),
  ShelvingApproved: ({ unit, decideBy }) => ({
    en: `${unit} agrees to shelve it; ${decideBy} decides in the end.`,
    zh: `${unit} 同意挂账，由 ${decideBy} 终审。`,
  }),
  ShelvingRefused: ({ unit }) => ({
    en: `${unit} refuses to shelve it.`,
    zh: `${unit} 不同意挂账。`,
  }),
  CaseShelved: ({ reviewOn }) => ({ en: `Shelved until ${reviewOn}.`, zh: `已挂账至 ${reviewOn}。` }),
  CaseUnshelved: () => ({ en: 'Taken up again.', zh: '已恢复办理。' }),
  ResidentAsked: ({ until }, telling) => ({
    en: `The resident is asked, until ${local(until, telling)}.`,
    zh: `已询问居民，答复截至 ${local(until, telling)}。`,
  }),
  ResidentAnswered: ({ by }) =>
    by === 'none'
      ? { en: 'The resident has not answered in time.', zh: '居民逾期未答复。' }
      : { en: 'The resident has answered.', zh: '居民已答复。' },
  StepCompleted: ({ step }, { words }) => {
    const { en, zh } = words.limit(`step-${step}`);
    return { en: `${en}: done.`, zh: `${zh}：已完成。` };
  },
  RulesMigrated: ({ to }) => ({
    en: `Under version ${to.version} of the catalogue from now on.`,
    zh: `改按服务目录第 ${to.version} 版办理。`,
  }),
};

/** Undefined for an event that decides nothing about limits. */
export function decisionWords({ type, data }: CaseEvent, telling: Telling): Bilingual | undefined {
  if (!Object.hasOwn(DECISIONS, type)) return undefined;
  const told = DECISIONS[type as Deciding] as (data: CaseEvent['data'], telling: Telling) => Bilingual;
  return told(data, telling);
}
