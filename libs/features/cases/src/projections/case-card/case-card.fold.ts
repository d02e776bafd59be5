import type { StoredEvent } from '#event-store';
import type { Level, Sealed } from '#kernel';
import { decodeCaseEvent } from '../../domain/case.codec.js';
import { evolve } from '../../domain/case.evolve.js';
import type { CaseEvent, Channel, Narrative } from '../../domain/case.events.js';
import { noCase, type ExistingCase } from '../../domain/case.state.js';
import { tasksOf, type Task } from '../inbox/inbox.tasks.js';
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
  readonly state: ExistingCase;
  readonly channel: Channel;
  readonly externalRef?: string;
  readonly receiptHash: string;
  readonly narrative: Sealed<Narrative>;
  /** The reporter's words in one line; null once erased. */
  readonly summary: string | null;
  readonly reply?: Sealed<{ readonly text: string }>;
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
  const { channel, externalRef, narrative } = event.data;
  const empty = {
    ...naming,
    channel,
    ...(externalRef !== undefined && { externalRef }),
    receiptHash: '',
    narrative,
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
  if (event.type === 'PublicReplyPublished') return { ...card, reply: event.data.reply };
  return 'path' in event.data ? at(card, event.data.unit, event.data) : card;
}

function at(card: CaseCard, unit: string, { path, level }: Standing): CaseCard {
  return { ...card, units: { ...card.units, [unit]: { path, level } } };
}

function withTasks(card: CaseCard, { recordedAt }: StoredEvent): CaseCard {
  const before = new Map(card.tasks.map((task) => [`${task.task} ${task.role} ${task.unit}`, task.since]));
  const tasks = tasksOf(card.state, card.units).map((task) => ({
    ...task,
    since: before.get(`${task.task} ${task.role} ${task.unit}`) ?? recordedAt,
  }));
  return { ...card, tasks };
}

function existing(state: ReturnType<typeof evolve>): ExistingCase {
  if (state === 'none') throw new Error('a reported case cannot become none');
  return state;
}

/** Every unit that sees the case: those it has been with or offered to, and all above them. */
export function scopesOf({ units }: CaseCard): readonly string[] {
  return [...new Set(Object.values(units).flatMap(({ path }) => path))];
}

export function holderLevelOf({ state, units }: CaseCard): Level {
  return units[state.custody.holder]?.level ?? 'external';
}
