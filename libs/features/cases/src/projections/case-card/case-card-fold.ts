import type { StoredEvent } from '#event-store';
import type { Level } from '#kernel';
import { decodeCaseEvent } from '../../domain/case.codec.js';
import { evolve } from '../../domain/case-evolve.js';
import type { CaseEvent, Channel } from '../../domain/case.events.js';
import { noCase, type ExistingCase } from '../../domain/case.state.js';
import { tasksOf, type Task } from '../inbox/inbox-tasks.js';
import type { Standing } from './standing.js';

/** A task somebody has with this case, and since when (ISO 8601). */
export interface OpenTask extends Task {
  readonly since: string;
}

/** All that the read models know of one case; every row of theirs is computed from it. */
export interface CaseCard {
  readonly caseId: string;
  /** Place in the order of reports over the whole log, from 1. */
  readonly seq: number;
  /** `2026-000123`, by the log's order within the year of recording. */
  readonly number: string;
  /** Without the draft of a reply, which is long and sealed. */
  readonly state: Omit<ExistingCase, 'proposal'>;
  readonly channel: Channel;
  readonly externalRef?: string;
  readonly receiptHash: string;
  /** The reporter's words in one line; null once erased. */
  readonly summary: string | null;
  readonly units: Readonly<Record<string, Standing>>;
  readonly tasks: readonly OpenTask[];
  /** ISO 8601: when it happened, by the device's clock; and when it was recorded. */
  readonly reportedAt: string;
  readonly recordedAt: string;
  readonly changedAt: string;
  readonly revision: number;
}

export type CaseNaming = Pick<CaseCard, 'caseId' | 'seq' | 'number' | 'summary'>;

/** A case enters the read models with its report. */
export function openCard(stored: StoredEvent, naming: CaseNaming): CaseCard {
  const event = decodeCaseEvent(stored);
  if (event?.type !== 'CaseReported') throw new Error(`${stored.stream} does not begin with a report`);
  const { channel, externalRef } = event.data;
  const state = withoutDraft(evolve(noCase, event));
  const units = unitsAfter({}, event);
  return {
    ...naming,
    channel,
    ...(externalRef !== undefined && { externalRef }),
    receiptHash: '',
    units,
    tasks: tasksAfter([], state, units, stored.recordedAt),
    reportedAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
    changedAt: stored.recordedAt,
    revision: Number(stored.revision),
    state,
  };
}

/** The card after more events; one of a later release passes it by. What has not changed stays the same object. */
export function foldCard(card: CaseCard, history: readonly StoredEvent[]): CaseCard {
  const last = history.at(-1);
  if (!last) return card;
  let { state, units, tasks, receiptHash } = card;
  for (const stored of history) {
    const event = decodeCaseEvent(stored);
    if (!event) continue;
    const before = { state, units };
    state = withoutDraft(evolve(state, event));
    units = unitsAfter(units, event);
    if (state !== before.state || units !== before.units)
      tasks = tasksAfter(tasks, state, units, stored.recordedAt);
    if (event.type === 'ReceiptIssued') receiptHash = event.data.receiptHash;
  }
  const { recordedAt: changedAt, revision } = last;
  return { ...card, changedAt, revision: Number(revision), state, units, tasks, receiptHash };
}

function unitsAfter(units: CaseCard['units'], { type, data }: CaseEvent): CaseCard['units'] {
  if (type === 'CustodyOffered') return withUnit(units, data.to, data.toPath, data.toLevel);
  return 'level' in data && 'path' in data && typeof data.level === 'string'
    ? withUnit(units, data.unit, data.path, data.level)
    : units;
}

function withUnit(units: CaseCard['units'], unit: string, path: readonly string[], level: Level) {
  const known = units[unit];
  return known && known.level === level && sameList(known.path, path)
    ? units
    : { ...units, [unit]: { path, level } };
}

/** A task that goes on keeps its beginning; when none has come or gone, the list itself stays the same. */
function tasksAfter(
  before: readonly OpenTask[],
  state: CaseCard['state'],
  units: CaseCard['units'],
  since: string,
): readonly OpenTask[] {
  const tasks = tasksOf(state, units).map(
    (task) => before.find((known) => sameTask(known, task)) ?? { ...task, since },
  );
  return sameList(tasks, before) ? before : tasks;
}

function sameTask(one: Task, other: Task): boolean {
  return one.task === other.task && one.unit === other.unit && one.role === other.role;
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function withoutDraft(state: ExistingCase): CaseCard['state'] {
  if (state.proposal === undefined) return state;
  const { proposal: _, ...rest } = state;
  return rest;
}

const scopes = new WeakMap<CaseCard['units'], readonly string[]>();

/** Every unit that sees the case: those it has been with or offered to, and all above them. */
export function scopesOf({ units }: CaseCard): readonly string[] {
  const known = scopes.get(units);
  if (known) return known;
  const found = [...new Set(Object.values(units).flatMap(({ path }) => path))];
  scopes.set(units, found);
  return found;
}

export function isSeenAlike(one: CaseCard, other: CaseCard): boolean {
  return one.units === other.units || sameList(scopesOf(one), scopesOf(other));
}

export function holderLevelOf({ state, units }: CaseCard): Level {
  return units[state.custody.holder]?.level ?? 'external';
}
