import type { EventStore, StoredEvent } from '#event-store';
import { CaseLedger, type CaseBooks } from '../domain/conservation.js';
import { DeadlineLedger, type DeadlineBooks } from '../domain/deadline-ledger.js';

/** What somebody was told, or what was done to a case in front of everybody, by a rung or by a person. */
const NOTICES = [
  'CaseReminded',
  'SupervisorAdded',
  'SupervisionRaised',
  'CaseEscalated',
  'CaseFlagged',
  'CaseFellSilent',
] as const;

const DAY = 86_400_000;

export interface Audit {
  readonly events: number;
  readonly byState: Readonly<Record<string, number>>;
  /** One for each day. */
  readonly days: readonly CaseBooks[];
  readonly deadlines: DeadlineBooks;
  /** By event type. */
  readonly notices: Readonly<Record<string, number>>;
}

/** Reads the whole log and does the books again, by nothing but the events. */
export async function auditOf(store: EventStore, start: number, end: number): Promise<Audit> {
  const cases = new CaseLedger(start, DAY);
  const deadlines = new DeadlineLedger();
  const notices = Object.fromEntries(NOTICES.map((type) => [type as string, 0]));
  let count = 0;
  for await (const { stream, type, data, recordedAt } of eventsIn(store, ['case-'])) {
    // What is recorded with the clock's last tick belongs to the last day.
    const fact = { caseId: stream, type, data, recordedAt: Math.min(Date.parse(recordedAt), end - 1) };
    cases.take(fact);
    deadlines.take(fact);
    if (notices[type] !== undefined) notices[type] += 1;
    count += 1;
  }
  const days = cases.booksUntil(end);
  return { events: count, byState: cases.byState(), days, deadlines: deadlines.booksAt(end), notices };
}

/** In the order of the log, out of the streams that begin so. */
export async function* eventsIn(
  store: EventStore,
  streamPrefixes: readonly string[],
): AsyncGenerator<StoredEvent> {
  const filter = { streamPrefixes };
  let page = await store.readAll({ filter });
  for (;;) {
    yield* page.events;
    if (page.atHead) return;
    page = await store.readAll({ filter, from: page.position });
  }
}
