import type { Ladder, Limit, Rules, ServiceType, StageLimits, StageName } from '#kernel';

const hours = (amount: number): Limit => ({ unit: 'working-hours', amount });
const days = (amount: number): Limit => ({ unit: 'working-days', amount });

const label = (en: string, zh: string) => ({ en, zh });

/** Reminder at 80 %, expiry, a written reminder the day after, two levels of supervision, and up. */
const standard: Ladder = [
  { code: 'remind', at: { percent: 80 }, action: 'remind', label: label('reminder', '提醒') },
  { code: 'due', at: { percent: 100 }, action: 'flag', label: label('overdue', '逾期') },
  { code: 'written', at: { after: days(1) }, action: 'notify', label: label('written reminder', '催办') },
  {
    code: 'seen',
    at: { after: days(1.5) },
    action: 'add-supervisor',
    label: label('seen above', '上级介入'),
  },
  { code: 'level-1', at: { after: days(2) }, action: 'raise', level: 1, label: label('level 1', '黄牌') },
  { code: 'up', at: { after: days(3) }, action: 'move-up', label: label('moved up', '升级') },
];

const limits: StageLimits = {
  accept: { limit: hours(2), ladder: 'brief' },
  sign: { limit: hours(4), ladder: 'brief' },
  'first-contact': { limit: days(1) },
  handle: { limit: days(5), ladder: 'standard' },
  reopened: { limit: days(2), ladder: 'standard' },
  rework: { limit: days(2) },
  helper: { limit: days(3) },
  verify: { limit: days(2) },
  'call-back': { limit: days(2) },
  'return-decision': { limit: days(1) },
  'extension-decision': { limit: days(1) },
  'shelving-decision': { limit: days(1) },
  rectify: { limit: days(3) },
  'appeal-decision': { limit: days(5) },
};

type Row = readonly [code: string, urgency: ServiceType['urgency'], flags?: string];

/** `s`: grid workers may settle it on the spot, `p`: identity protected. */
const ROWS: readonly Row[] = [
  ['040101', 'ordinary', 's'],
  ['050101', 'ordinary', 's'],
  ['050102', 'ordinary', 's'],
  ['050103', 'ordinary', 's'],
  ['050201', 'ordinary', 'p'],
  ['050301', 'ordinary'],
  ['050302', 'urgent'],
  ['050303', 'ordinary', 's'],
  ['050401', 'urgent'],
  ['090101', 'critical', 's'],
  ['110101', 'ordinary', 'p'],
  ['129999', 'ordinary'],
];

const types = new Map(ROWS.map(([code, urgency, flags = '']) => [code, typeOf(code, urgency, flags)]));

function typeOf(code: string, urgency: ServiceType['urgency'], flags: string): ServiceType {
  return {
    code,
    name: { en: code, zh: code },
    urgency,
    onSpot: flags.includes('s') ? ['grid-worker', 'branch-secretary', 'committee-officer'] : [],
    identityProtected: flags.includes('p'),
    consultation: false,
    whistle: false,
    limits: {},
    steps:
      code === '050201'
        ? [
            { code: 'stop-work', name: { en: 'stop work', zh: '停工' }, limit: hours(4) },
            { code: 'demolish', name: { en: 'demolish', zh: '拆除' }, limit: days(20) },
          ]
        : [],
    fields: [],
    closing: { en: 'done', zh: '办结' },
  };
}

/** A catalogue small enough to keep in mind. */
export const rules: Rules = rulesWith(limits, 'hash-1', 1);

/** The same without any limit, for what is not about time. */
export const untimed: Rules = rulesWith({}, 'hash-0', 1);

/** The same with other ladders; `watched` puts one over a stage that has none. */
export function ladderedRules(
  ladders: Readonly<Record<string, Ladder>>,
  watched: Readonly<Partial<Record<StageName, string>>> = {},
): Rules {
  const always: Limit = { unit: 'working-days', amount: 1 };
  return {
    ...rules,
    limitOf: (_, stage) => {
      const ladder = stage === 'reopened' ? undefined : watched[stage];
      const usual = limits[stage];
      return ladder === undefined ? usual : { limit: always, ...usual, ladder };
    },
    ladder: (code) => ladders[code ?? ''] ?? rules.ladder(code),
  };
}

/** The same with other limits, as a later version. */
export function laterRules(changed: StageLimits, hash: string): Rules {
  return rulesWith({ ...limits, ...changed }, hash, 2);
}

function rulesWith(merged: StageLimits, hash: string, version: number): Rules {
  return {
    version,
    hash,
    policy: {
      returns: 2,
      children: 5,
      callBackAttempts: 3,
      reopenDays: 30,
      extension: days(3),
      extensionDays: 10,
      shelvingDays: 90,
      answerDays: 10,
      silentDays: 5,
    },
    types,
    limitOf: (_, stage) => merged[stage],
    ladder: (code) => (code === 'standard' ? standard : code === 'brief' ? standard.slice(0, 2) : []),
  };
}
