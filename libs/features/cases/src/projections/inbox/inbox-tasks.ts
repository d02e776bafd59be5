import { unreachable, type Level, type Role } from '#kernel';
import type { ExistingCase } from '../../domain/case.state.js';
import type { Standing } from '../case-card/standing.js';

export const TASKS = [
  'accept',
  'dispatch',
  'handle',
  'await-signature',
  'sign',
  'decide-return',
  'answer-escalation',
  'help',
  'verify',
  'call-back',
  'close',
  'reopen',
] as const;

/** What is to be done next, by whom: a role at a unit, never a person. */
export interface Task {
  readonly task: (typeof TASKS)[number];
  readonly unit: string;
  readonly role: Role;
}

type Units = Readonly<Record<string, Standing>>;

/** The tasks a case stands for, now. */
export function tasksOf(state: ExistingCase, units: Units): Task[] {
  switch (state.lifecycle.stage) {
    case 'reported':
      return atDesk('accept', state.custody.holder, units);
    case 'accepted':
    case 'handling':
      return inHand(state, units);
    case 'verifying':
      return above('verify', 'verifier', acceptedBy(state), units);
    case 'calling-back':
      return everyoneCalled(state) ? atDeskOrAbove('close', state, units) : callBack(state, units);
    case 'closed':
    case 'rejected':
    case 'withdrawn':
      return state.reopenRequested ? atDesk('reopen', acceptedBy(state), units) : [];
    case 'merged':
      return [];
    default:
      return unreachable(state.lifecycle);
  }
}

function inHand({ lifecycle, custody, helpers, escalation }: ExistingCase, units: Units): Task[] {
  const { holder, offer, pendingReturn } = custody;
  const own = offer ? 'await-signature' : lifecycle.stage === 'accepted' ? 'dispatch' : 'handle';
  const working = Object.keys(helpers).filter((unit) => helpers[unit] === 'working');
  return [
    at(own, holder, units),
    ...(offer && !pendingReturn ? [at('sign', offer.to, units)] : []),
    ...(pendingReturn ? [at('decide-return', pendingReturn.decideBy, units)] : []),
    ...(escalation && !offer ? [at('answer-escalation', escalation.to, units)] : []),
    ...working.map((unit) => at('help', unit, units)),
  ];
}

function at(task: Task['task'], unit: string, units: Units): Task {
  return { task, unit, role: roleAt(levelOf(unit, units)) };
}

/** At the unit itself, or at the one above it where the unit has no duty officer. */
function atDesk(task: Task['task'], unit: string, units: Units): Task[] {
  const level = levelOf(unit, units);
  const desk = level === 'group' || level === 'external' ? (units[unit]?.path.at(-2) ?? unit) : unit;
  return [at(task, desk, units)];
}

/** Who handled a case does not close it: where the desk held it itself, the one above has the task as well. */
function atDeskOrAbove(task: Task['task'], state: ExistingCase, units: Units): Task[] {
  const own = atDesk(task, acceptedBy(state), units);
  const above = units[state.custody.holder]?.path.at(-2);
  const isHolder = own.some(({ unit }) => unit === state.custody.holder);
  return isHolder && above !== undefined ? [...own, at(task, above, units)] : own;
}

/** By another unit than the one that handled; at the top of the grid there is no other. */
function callBack(state: ExistingCase, units: Units): Task[] {
  const tasks = above('call-back', 'call-back-officer', acceptedBy(state), units);
  const others = tasks.filter(({ unit }) => unit !== state.custody.holder);
  return others.length > 0 ? others : tasks;
}

/** At the committee and at every level above it: whoever of them is free takes it. */
function above(task: Task['task'], role: Role, unit: string, units: Units): Task[] {
  const path = units[unit]?.path ?? [];
  return path
    .slice(0, 3)
    .flatMap((id) => (levelOf(id, units) === 'external' ? [] : [{ task, role, unit: id }]));
}

export function roleAt(level: Level) {
  if (level === 'group') return 'grid-worker';
  if (level === 'branch') return 'branch-secretary';
  return level === 'external' ? 'external-liaison' : 'committee-officer';
}

/** A unit the case was never with lies on the path of one it was with: its depth is its level. */
export function levelOf(unit: string, units: Units): Level {
  const known = units[unit];
  if (known) return known.level;
  const depth = Object.values(units)
    .map(({ path }) => path.indexOf(unit))
    .find((index) => index >= 0);
  return (['county', 'town', 'committee', 'branch', 'group'] as const)[depth ?? 2] ?? 'external';
}

function acceptedBy(state: ExistingCase): string {
  return state.acceptedBy ?? state.origin;
}

function everyoneCalled({ callBacks }: ExistingCase): boolean {
  return Object.values(callBacks).every(({ reached, exhausted = false }) => reached || exhausted);
}
