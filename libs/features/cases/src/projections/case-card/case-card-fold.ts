import type { StoredEvent } from '#event-store';
import type { Level } from '#kernel';
import { decodeCaseEvent } from '../../domain/case.codec.js';
import { evolve } from '../../domain/case-evolve.js';
import type { CaseEvent, Channel } from '../../domain/case.events.js';
import { noCase, type Case, type ExistingCase } from '../../domain/case.state.js';
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
  /** Without the draft of a reply: nothing sealed is carried along. */
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
  const empty = {
    ...naming,
    channel,
    ...(externalRef !== undefined && { externalRef }),
    receiptHash: '',
    units: {},
    tasks: [],
    reportedAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
  };
  return withTasks(
    moved({ ...empty, ...stepOf(stored), state: existing(evolve(noCase, event)) }, event),
    stored,
  );
}

/** The card after one more event; an event of a later release passes it by. */
export function foldCard(card: CaseCard, stored: StoredEvent): CaseCard {
  const event = decodeCaseEvent(stored);
  if (!event) return { ...card, ...stepOf(stored) };
  const state = existing(evolve(card.state, event));
  return withTasks(moved({ ...card, ...stepOf(stored), state }, event), stored);
}

function stepOf({ recordedAt, revision }: StoredEvent) {
  return { changedAt: recordedAt, revision: Number(revision) };
}

function moved(card: CaseCard, event: CaseEvent): CaseCard {
  if (event.type === 'CustodyOffered') {
    const { to, toPath, toLevel } = event.data;
    return at(card, to, { path: toPath, level: toLevel });
  }
  if (event.type === 'ReceiptIssued') return { ...card, receiptHash: event.data.receiptHash };
  return 'path' in event.data ? at(card, event.data.unit, event.data) : card;
}

function at(card: CaseCard, unit: string, { path, level }: Standing): CaseCard {
  const known = card.units[unit];
  if (known && known.level === level && sameList(known.path, path)) return card;
  return { ...card, units: { ...card.units, [unit]: { path, level } } };
}

/** A task that goes on keeps its beginning; when nothing has changed, the list itself stays the same. */
function withTasks(card: CaseCard, { recordedAt }: StoredEvent): CaseCard {
  const now = tasksOf(card.state, card.units);
  const tasks = now.map((task): OpenTask => {
    const before = card.tasks.find((known) => sameTask(known, task));
    return before ?? { ...task, since: recordedAt };
  });
  return sameList(tasks, card.tasks) ? card : { ...card, tasks };
}

function sameTask(one: Task, other: Task): boolean {
  return one.task === other.task && one.unit === other.unit && one.role === other.role;
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function existing(state: Case): CaseCard['state'] {
  if (state === 'none') throw new Error('a reported case cannot become none');
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
