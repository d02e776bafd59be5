import type { Level } from '#kernel';
import type { Episode } from './episode.js';
import {
  deedsIn,
  entries,
  exits,
  isClosed,
  isDealtWith,
  isDeferred,
  isDue,
  isThereAfter,
  type Frame,
} from './frame.js';
import { formulaOf, type Formula } from './formula.js';

const LEVEL_WORDS: Readonly<Record<Level, readonly [en: string, zh: string]>> = {
  county: ['county', '县区级'],
  town: ['town', '镇街级'],
  committee: ['committee', '村居党委级'],
  branch: ['branch', '支部级'],
  group: ['group', '小组级'],
  external: ['external', '外部单位'],
};

const isToBeClosed = (episode: Episode, frame: Frame) => isDue(episode, frame) && !isDeferred(episode, frame);
const isClosedInTime = (episode: Episode) => isClosed(episode) && episode.inTime === true;
/** Closed after handling: what is settled on the spot (随手办) is not scored. */
const closings = (episode: Episode, frame: Frame) => deedsIn(episode, frame, 'closed').length;
const reworks = (episode: Episode, frame: Frame) => deedsIn(episode, frame, 'sent-back').length;
const hasDeed = ({ deeds }: Episode, name: 'sent-back' | 'extended') =>
  deeds.some((deed) => deed.name === name);

/** 按期结案, and all that hangs on the date of handling. */
const TIMELINESS: readonly Formula[] = [
  formulaOf(
    'share',
    'closing-rate',
    ['Closing rate', '结案率'],
    ['closed ÷ (due − deferred)', '结案数 ÷（应结案数 − 缓办数）'],
    (episode, frame) => isToBeClosed(episode, frame) && isClosed(episode),
    isToBeClosed,
  ),
  formulaOf(
    'share',
    'on-time-closing-rate',
    ['On-time closing rate', '按期结案率'],
    ['closed, handled in time ÷ (due − deferred)', '按期结案数 ÷（应结案数 − 缓办数）'],
    (episode, frame) => isToBeClosed(episode, frame) && isClosedInTime(episode),
    isToBeClosed,
  ),
  formulaOf(
    'share',
    'urgent-on-time-closing-rate',
    ['On-time closing rate, urgent', '紧急案件按期结案率'],
    [
      'urgent or critical: closed, handled in time ÷ (due − deferred)',
      '紧急、特急案件：按期结案数 ÷（应结案数 − 缓办数）',
    ],
    (episode, frame) => episode.urgent && isToBeClosed(episode, frame) && isClosedInTime(episode),
    (episode, frame) => episode.urgent && isToBeClosed(episode, frame),
  ),
  formulaOf(
    'share',
    'extension-rate',
    ['Extension rate', '延期率'],
    ['closed with an extension ÷ closed after handling', '经延期后结案数 ÷ 办理结案数'],
    (episode, frame) => closings(episode, frame) > 0 && hasDeed(episode, 'extended'),
    closings,
  ),
];

const SOUNDNESS: readonly Formula[] = [
  formulaOf(
    'share',
    'first-time-completion-rate',
    ['First-time completion rate', '一次完成率'],
    ['closed without rework ÷ closed after handling', '未经返工结案数 ÷ 办理结案数'],
    (episode, frame) => closings(episode, frame) > 0 && !hasDeed(episode, 'sent-back'),
    closings,
  ),
  formulaOf(
    'share',
    'rework-rate',
    ['Rework rate', '返工率'],
    [
      'reports of handling sent back ÷ (sent back + closed after handling)',
      '返工次数 ÷（返工次数 + 办理结案数）',
    ],
    reworks,
    (episode, frame) => reworks(episode, frame) + closings(episode, frame),
  ),
  formulaOf(
    'ratio',
    'reopen-rate',
    ['Reopen rate', '重办率'],
    ['opened again ÷ closed, both in the period', '统计期内重新办理数 ÷ 统计期内结案数'],
    (episode, frame) => entries(episode, frame, 'reopened'),
    (episode, frame) => exits(episode, frame, 'closed'),
  ),
];

const HAND_OVERS: readonly Formula[] = [
  formulaOf(
    'share',
    'return-rate',
    ['Return rate', '退单率'],
    [
      'episodes with a return granted to the unit ÷ episodes it answered for or was offered',
      '获准退单的案件次 ÷ 负责或收到派单的案件次',
    ],
    (episode, frame) => deedsIn(episode, frame, 'returned').length > 0,
    isDealtWith,
  ),
  formulaOf(
    'mean',
    'hops-per-case',
    ['Hops per case', '每案流转次数'],
    ['hand-overs signed for ÷ closed after handling', '签收的流转次数 ÷ 办理结案数'],
    (episode, frame) => closings(episode, frame) * episode.hops,
    closings,
  ),
  ...(['branch', 'committee', 'town', 'county'] as const).map(escalationRate),
];

const NOT_HANDLED: readonly Formula[] = [
  formulaOf(
    'share',
    'reject-rate',
    ['Reject rate', '不予受理率'],
    ['not taken up ÷ (accepted + not taken up)', '不予受理数 ÷（受理数 + 不予受理数）'],
    (episode, frame) => deedsIn(episode, frame, 'rejected').length,
    (episode, frame) =>
      deedsIn(episode, frame, 'rejected').length + deedsIn(episode, frame, 'accepted').length,
  ),
  formulaOf(
    'share',
    'withdrawal-rate',
    ['Withdrawal rate', '撤诉率'],
    ['withdrawn ÷ (closed + withdrawn)', '撤诉数 ÷（结案数 + 撤诉数）'],
    (episode, frame) => exits(episode, frame, 'withdrawn'),
    (episode, frame) => exits(episode, frame, 'withdrawn') + exits(episode, frame, 'closed'),
  ),
  formulaOf(
    'share',
    'silent-rate',
    ['Silent cases', '沉默案件占比'],
    ['silent at the end ÷ open at the end', '期末沉默案件数 ÷ 期末在办案件数'],
    (episode, frame) => episode.silent && isThereAfter(episode, frame),
    isThereAfter,
  ),
];

function escalationRate(level: Level): Formula {
  const [en, zh] = LEVEL_WORDS[level];
  return formulaOf(
    'share',
    `escalation-rate-${level}`,
    [`Escalated to ${en}`, `升级至${zh}比例`],
    [
      `episodes escalated to ${en} level ÷ episodes the unit answered for or was offered`,
      `上报升级至${zh}的案件次 ÷ 负责或收到派单的案件次`,
    ],
    (episode, frame) => deedsIn(episode, frame, 'escalated').some((deed) => deed.level === level),
    isDealtWith,
  );
}

export const ON_SPOT: Formula = formulaOf(
  'count',
  'settled-on-spot',
  ['Settled on the spot', '随手办结'],
  ['closed at once by a grid worker; counted, never scored', '网格员随手办结，只计数、不计分'],
  (episode, frame) => deedsIn(episode, frame, 'settled-on-spot').length,
);

export const RATES: readonly Formula[] = [...TIMELINESS, ...SOUNDNESS, ...HAND_OVERS, ...NOT_HANDLED];
