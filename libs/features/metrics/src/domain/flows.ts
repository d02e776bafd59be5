import { entries, exits, isDeferred, isDue, isThereAfter, isThereBefore } from './frame.js';
import { formulaOf, type Formula } from './formula.js';

/** What must balance: `opening + arrivals = departures + open`, for every unit and every time. */
const OPENING: Formula = formulaOf(
  'count',
  'opening',
  ['Open at the start', '期初在办'],
  ['episodes the unit answered for when the period began', '统计期开始时该单位负责、尚未终结的案件次'],
  isThereBefore,
);

export const ARRIVALS: readonly Formula[] = [
  formulaOf(
    'count',
    'reported',
    ['New', '新增'],
    ['cases reported to the unit', '统计期内上报至该单位的案件'],
    (episode, frame) => entries(episode, frame, 'reported'),
  ),
  formulaOf(
    'count',
    'reopened',
    ['Reopened', '重新办理'],
    ['cases opened again at the unit, each a new episode', '在该单位重新办理的案件，每次重办计为新的一次'],
    (episode, frame) => entries(episode, frame, 'reopened'),
  ),
  formulaOf(
    'count',
    'unmerged',
    ['Unmerged', '撤销并案'],
    ['cases that stand for themselves again', '撤销并案后恢复单独办理的案件'],
    (episode, frame) => entries(episode, frame, 'unmerged'),
  ),
  formulaOf(
    'count',
    'received',
    ['Received', '转入'],
    ['cases that came from a unit outside', '由范围以外单位转入的案件'],
    (episode, frame) => entries(episode, frame, 'handed'),
  ),
];

export const DEPARTURES: readonly Formula[] = [
  formulaOf(
    'count',
    'closed',
    ['Closed', '结案'],
    ['closed, on the spot or after handling', '统计期内结案，含随手办结'],
    (episode, frame) => exits(episode, frame, 'closed'),
  ),
  formulaOf(
    'count',
    'rejected',
    ['Rejected', '不予受理'],
    ['not taken up', '统计期内不予受理'],
    (episode, frame) => exits(episode, frame, 'rejected'),
  ),
  formulaOf(
    'count',
    'withdrawn',
    ['Withdrawn', '撤诉'],
    ['withdrawn by the resident', '统计期内由诉求人撤回'],
    (episode, frame) => exits(episode, frame, 'withdrawn'),
  ),
  formulaOf(
    'count',
    'merged',
    ['Merged', '并案'],
    ['counted with the case they went into', '并入他案，随主案统计'],
    (episode, frame) => exits(episode, frame, 'merged'),
  ),
  formulaOf(
    'count',
    'handed-on',
    ['Handed on', '转出'],
    ['cases that went to a unit outside', '转往范围以外单位的案件'],
    (episode, frame) => exits(episode, frame, 'handed'),
  ),
];

const OPEN: Formula = formulaOf(
  'count',
  'open',
  ['Open at the end', '期末在办'],
  ['episodes the unit answers for when the period ends', '统计期结束时该单位负责、尚未终结的案件次'],
  isThereAfter,
);

export const DUE: Formula = formulaOf(
  'count',
  'due',
  ['Due', '应结'],
  [
    'date of handling in the period, neither rejected, withdrawn nor merged',
    '办理期限落在统计期内，且未不予受理、撤诉或并案',
  ],
  isDue,
);

export const DEFERRED: Formula = formulaOf(
  'count',
  'deferred',
  ['Deferred', '缓办'],
  [
    'due, but the clock was stopped before the date and stands still at the end',
    '应结案件中，期限届满前已停表且期末仍停表的',
  ],
  isDeferred,
);

export const FLOWS: readonly Formula[] = [OPENING, ...ARRIVALS, ...DEPARTURES, OPEN];
