import type { CaseCommand, CaseCommandType, CommandOf, Report } from '../../case.commands.js';
import { OUTCOMES, REJECT_REASONS, RETURN_GROUNDS, type SplitChild } from '../../case.events.js';
import type { ExistingCase } from '../../case.state.js';
import { childOf, commands } from '../../decisions/testing.js';
import { report, text, unitIds } from '../../testing.js';

/** What a wish is made from: numbers that pick, the case it is about, and the cases there are. */
export interface Wish {
  readonly type: CaseCommandType;
  readonly details: readonly [number, number, number];
  readonly caseId: string;
  readonly state: ExistingCase | undefined;
  readonly known: readonly string[];
  /** Milliseconds. */
  readonly now: number;
}

/** A command of this type with something in it. */
export function commandOf(wish: Wish): CaseCommand {
  const data = makers[wish.type]?.(wish, ...wish.details) ?? commands[wish.type].data;
  return { type: wish.type, data } as CaseCommand;
}

type Maker<Data> = (wish: Wish, a: number, b: number, c: number) => Data;

const makers: { readonly [Type in CaseCommandType]?: Maker<CommandOf<Type>['data']> } = {
  ReportCase: reportOf,
  SettleOnSpot: (wish) => ({ ...commands.SettleOnSpot.data, ...reportOf(wish) }),
  AcceptCase: (_, a, b, c) => ({
    ...(a % 5 === 0 && { serviceType: '129999' }),
    ...(b % 5 === 0 && { unit: pick(unitIds, c) }),
  }),
  RejectCase: (_, a) => ({ reason: pick(REJECT_REASONS, a), advice: text('advice') }),
  OfferCustody: (_, a, b) => ({ to: pick(unitIds, a), ...(b % 4 > 0 && { reason: text('reason') }) }),
  RequestReturn: (_, a, b, c) => ({
    ground: pick(RETURN_GROUNDS, a),
    ...(b % 3 === 0 && { suggestedUnit: pick(unitIds, c) }),
  }),
  DecideReturn: (_, a, b, c) => ({
    granted: a % 2 === 0,
    ...(b % 3 === 0 && { next: pick(unitIds, c) }),
    ...(b % 5 > 0 && { text: text('why') }),
  }),
  Escalate: (_, a, b, c) => ({
    ...commands.Escalate.data,
    ...(a % 3 === 0 && { urgent: true }),
    ...(b % 3 === 0 && { to: pick(unitIds, c) }),
  }),
  SendDown: (_, a) => ({ to: pick(unitIds, a), instruction: text('instruction') }),
  RecordFirstContact: (_, a) => ({ result: pick(['reached', 'not-reached', 'on-site'], a) }),
  AddHelper: (_, a) => ({ unit: pick(unitIds, a), task: text('task') }),
  CompleteHelp: (wish, a, b) => ({
    result: text('result'),
    ...(a % 2 === 0 && { unit: pick(helpersOf(wish), b) }),
  }),
  ReportHandled: (_, a) => ({ ...commands.ReportHandled.data, outcome: pick(OUTCOMES, a) }),
  Verify: (_, a) => (a % 4 > 0 ? { ok: true } : { ok: false, findings: text('findings') }),
  CallBack: callBackOf,
  CloseCase: (_, a, b) => (a % 3 === 0 ? { outcome: pick(OUTCOMES, b) } : {}),
  RequestReopen: (_, a) => ({ grounds: a % 2 === 0 ? 'not-solved' : 'new-facts' }),
  Merge: ({ known }, a) => ({ into: pick(known, a) }),
  LinkDuplicate: duplicateOf,
  UnlinkDuplicate: duplicateOf,
  Split: (wish) => ({ children: childrenOf(wish) }),
  RequestExtension: ({ state }, a) => ({
    reason: text('why'),
    ...((state?.clock.extensions ?? 0) > 0 &&
      a % 4 > 0 && { limit: { unit: 'working-days', amount: (a % 12) + 1 } }),
  }),
  DecideExtension: (_, a) => (a % 2 > 0 ? { granted: true } : { granted: false, text: text('no') }),
  Shelve: ({ now }, _a, b) => ({
    reviewOn: new Date(now + ((b % 70) + 19) * 86_400_000).toISOString(),
    reason: text('why'),
    publicReason: text('winter'),
  }),
  DecideShelving: (_, a) => (a % 5 > 0 ? { granted: true } : { granted: false, text: text('no') }),
  AskResident: (_, a) => ({ question: text('which lamp?'), ...(a % 2 === 0 && { days: (a % 12) + 1 }) }),
  CompleteStep: (_, a) => ({ step: pick(['stop-work', 'demolish'], a), account: text('done') }),
  RaiseSupervision: (_, a) => ({ grounds: text('slow'), ...(a % 3 === 0 && { level: (a % 4) + 1 }) }),
  DecideAppeal: (_, a) => ({ upheld: a % 2 === 0, text: text('so it is') }),
  FlagSilence: ({ now }, a) => ({ since: new Date(now - a * 86_400_000).toISOString(), workingDays: 5 }),
  MigrateRules: (_, a) => ({ to: { version: 2, hash: pick(['hash-1', 'hash-2'], a) } }),
  FireDeadline: ({ state }, a) => {
    const running = Object.values(state?.clock.running ?? {});
    const { name, version } = running[a % Math.max(1, running.length)] ?? { name: 'handle', version: 1 };
    return { name, version, lane: 'sweep' };
  },
};

/** Mostly of one family, so that many can be merged. */
const SERVICE_TYPES = ['050101', '050201', '050102', '050201', '129999', '040101'];

function reportOf({ caseId, details: [a, b] }: Wish): Report {
  return {
    ...report,
    serviceType: pick(SERVICE_TYPES, a),
    unit: pick(unitIds, b),
    reporter: `reporter:${caseId}`,
    narrative: { subject: `reporter:${caseId}`, box: 'narrative' },
    receiptHash: `hash-${caseId}`,
  };
}

function callBackOf({ state, details: [a, b, c] }: Wish): CommandOf<'CallBack'>['data'] {
  const reporter = pick(Object.keys(state?.callBacks ?? { own: {} }), a);
  if (b % 3 === 0) return { reporter, reached: false };
  const solved = c % 4 > 0;
  return { reporter, reached: true, solved, satisfied: solved, ...(c % 8 === 0 && { rework: true }) };
}

function duplicateOf({ known, details: [a] }: Wish) {
  const duplicate = pick(known, a);
  return { duplicate, reporters: [duplicate] };
}

function childrenOf({ caseId, state, details: [a, b] }: Wish): readonly SplitChild[] {
  const first = (state?.children.length ?? 0) - (b % 5 === 0 ? 1 : 0);
  return Array.from({ length: 1 + (a % 2) }, (_, index) =>
    childOf(`${caseId}-${first + index}`, { unit: pick(unitIds, b + index) }),
  );
}

function helpersOf({ state }: Wish): readonly string[] {
  return ['fire', ...Object.keys(state?.helpers ?? {})];
}

/** One of them, whatever the number. */
export function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
