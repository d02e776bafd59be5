import { CompiledQuery, type Insertable, type Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import type { Vault } from '#privacy';
import { deleteRows, upsertRows } from '#read-store';
import { numberCases, type CaseNumber } from '../case-numbers.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import type { ReportedCase } from '../domain/case.events.js';
import { firstCaseOf } from '../streams.js';
import {
  CALENDAR_MOVE_KEY,
  calendarMovesIn,
  type CalendarMoveRow,
} from './calendar-moves/calendar-move.table.js';
import { foldCard, openCard, type CaseCard } from './case-card/case-card-fold.js';
import { caseCardOf, caseCardRow, type CaseCardRow } from './case-card/case-card.table.js';
import { CASE_SCOPE_KEY, caseScopeChanges } from './case-list/case-list.table.js';
import type { Change, RowChanges } from './changes.js';
import { addCounts, countChanges } from './counters/counters.table.js';
import { DUE_KEY, dueChanges } from './due-board/due-board.table.js';
import { INBOX_KEY, inboxChanges } from './inbox/inbox.table.js';
import { ARMED_ALARM_KEY, armedAlarmChanges } from './open-deadlines/armed-alarm.table.js';
import { runningCaseChanges } from './running-cases/running-case.table.js';
import { caseTextChanges, writeCaseText } from './search/search.table.js';
import type { CaseTables } from './tables.js';

/** One batch of the runner: cards are read once, folded in memory, and written once. */
export class CaseBatch {
  private readonly before = new Map<string, CaseCard>();
  private readonly cards = new Map<string, CaseCard>();
  private readonly moves: CalendarMoveRow[] = [];

  constructor(
    private readonly db: Kysely<CaseTables>,
    private readonly vault: Vault,
  ) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const reports = events.filter((stored) => stored.type === 'CaseReported');
    await this.readCards(events, reports);
    const summaries = await this.summariesOf(reports);
    const numbers = await this.numbersFor(reports);
    for (const stored of events) {
      if (stored.type === 'SubjectKeyDestroyed')
        await this.erase((stored.data as { subject: string }).subject);
      else if (stored.type === 'CaseReported') this.open(stored, summaries, numbers);
      else this.foldOne(stored);
    }
  }

  async write(): Promise<void> {
    const changes = [...this.cards].map(([id, after]): Change => ({ before: this.before.get(id), after }));
    await this.writeCards(changes);
    await this.writeRows('case_scope', CASE_SCOPE_KEY, caseScopeChanges(changes));
    await this.writeRows('inbox', INBOX_KEY, inboxChanges(changes));
    await this.writeRows('armed_alarm', ARMED_ALARM_KEY, armedAlarmChanges(changes));
    await this.writeRows('due_board', DUE_KEY, dueChanges(changes));
    await this.writeRows('running_case', ['seq'], runningCaseChanges(changes));
    await upsertRows(this.db, 'calendar_move', CALENDAR_MOVE_KEY, this.moves);
    await addCounts(this.db, countChanges(changes));
    await writeCaseText(this.db, caseTextChanges(changes));
  }

  private async writeRows<Table extends keyof CaseTables>(
    table: Table,
    key: readonly (keyof Insertable<CaseTables[Table]> & string)[],
    { gone, come }: RowChanges<Partial<Insertable<CaseTables[Table]>>, Insertable<CaseTables[Table]>>,
  ): Promise<void> {
    await deleteRows(this.db, table, gone);
    await upsertRows(this.db, table, key, come);
  }

  private async writeCards(changes: readonly Change[]): Promise<void> {
    const fresh: CaseCardRow[] = [];
    const changed: CaseCardRow[] = [];
    for (const { before, after } of changes) {
      if (before === after) continue;
      (before?.receiptHash === after.receiptHash ? changed : fresh).push(caseCardRow(after));
    }
    await upsertRows(this.db, 'case_card', 'seq', fresh);
    await upsertRows(this.db, 'case_card', 'seq', changed, ['brief', 'card']);
  }

  private open(stored: StoredEvent, summaries: Summaries, numbers: Numbers): void {
    const caseId = caseIdOf(stored);
    const naming = numbers.get(caseId);
    if (!naming) throw new Error(`${stored.stream} has no number`);
    const first = this.cards.get(firstCaseOf(reporterOf(stored)));
    // A part may be filed after its reporter was erased, and before the key is gone.
    const summary = first?.summary === null ? null : (summaries.get(caseId) ?? null);
    this.cards.set(caseId, openCard(stored, { caseId, ...naming, summary }));
  }

  private foldOne(stored: StoredEvent): void {
    const caseId = caseIdOf(stored);
    const card = this.cards.get(caseId);
    if (!card) return;
    this.cards.set(caseId, foldCard(card, stored));
    this.moves.push(...calendarMovesIn(stored, card.seq));
  }

  /** All cards that the events touch, and the first cases of the reporters of parts. */
  private async readCards(events: readonly StoredEvent[], reports: readonly StoredEvent[]): Promise<void> {
    const ids = new Set(events.filter(({ type }) => type !== 'SubjectKeyDestroyed').map(caseIdOf));
    for (const stored of reports) ids.add(firstCaseOf(reporterOf(stored)));
    for (const stored of reports) ids.delete(caseIdOf(stored));
    await this.read([...ids]);
  }

  private async read(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return;
    const query = CompiledQuery.raw(CARDS, [JSON.stringify(caseIds)]);
    const { rows } = await this.db.executeQuery<CaseCardRow>(query);
    for (const row of rows) {
      const card = caseCardOf(row);
      this.before.set(card.caseId, card);
      this.cards.set(card.caseId, card);
    }
  }

  private async summariesOf(reports: readonly StoredEvent[]): Promise<Summaries> {
    const boxes = reports.flatMap((stored) => {
      const event = decodeCaseEvent(stored);
      return event?.type === 'CaseReported' ? [{ caseId: caseIdOf(stored), box: event.data.narrative }] : [];
    });
    const opened = await this.vault.openAll(boxes.map(({ box }) => box));
    return new Map(boxes.map(({ caseId }, index) => [caseId, opened[index]?.summary]));
  }

  private async numbersFor(reports: readonly StoredEvent[]): Promise<Numbers> {
    if (reports.length === 0) return new Map();
    const ids = reports.map(caseIdOf);
    const before = await this.db.selectFrom('case_number').selectAll().execute();
    const recorded = reports.map(({ recordedAt }) => recordedAt);
    const { numbers, counts } = numberCases(recorded, before);
    await upsertRows(this.db, 'case_number', 'year', counts);
    return new Map(numbers.map((each, index) => [ids[index] ?? '', each]));
  }

  /** The reporter's words are on the card of his case and on those of the parts that were split off it. */
  private async erase(subject: string): Promise<void> {
    this.vault.forget(subject);
    let ids: readonly string[] = subject.startsWith('reporter:') ? [firstCaseOf(subject)] : [];
    while (ids.length > 0) {
      await this.read(ids.filter((id) => !this.cards.has(id)));
      const cards = ids.flatMap((id) => this.cards.get(id) ?? []);
      for (const card of cards) this.cards.set(card.caseId, { ...card, summary: null });
      ids = cards.flatMap(({ state }) => state.children);
    }
  }
}

type Summaries = ReadonlyMap<string, string | undefined>;
type Numbers = ReadonlyMap<string, CaseNumber>;

const CARDS = 'select card from case_card where case_id in (select value from json_each(?))';

function reporterOf(report: StoredEvent): string {
  return (report.data as ReportedCase).reporter;
}

function caseIdOf({ stream }: StoredEvent): string {
  return stream.slice('case-'.length);
}
