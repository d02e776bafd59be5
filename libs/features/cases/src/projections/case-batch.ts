import { CompiledQuery, type Insertable, type Kysely } from 'kysely';
import type { StoredEvent, StreamName } from '#event-store';
import type { Vault } from '#privacy';
import { deleteRows, upsertRows } from '#read-store';
import { numberCases, type CaseNumber } from '../case-numbers.js';
import { decodeCaseEvent } from '../domain/case.codec.js';
import type { ReportedCase } from '../domain/case.events.js';
import { caseStream, firstCaseOf } from '../streams.js';
import {
  CALENDAR_MOVE_KEY,
  calendarMovesIn,
  type CalendarMoveRow,
} from './calendar-moves/calendar-move.table.js';
import { foldCard, openCard, type CaseCard } from './case-card/case-card-fold.js';
import {
  caseBriefRow,
  caseCardOf,
  caseCardRow,
  type CaseBriefRow,
  type CaseCardRow,
} from './case-card/case-card.table.js';
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
  private readonly cases = new Map<StreamName, OpenCase>();
  private readonly moves: CalendarMoveRow[] = [];

  constructor(
    private readonly db: Kysely<CaseTables>,
    private readonly vault: Vault,
  ) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const histories = Map.groupBy(events.filter(isOfCase), ({ stream }) => stream);
    const reports = events.filter(({ type }) => type === 'CaseReported');
    await this.readCards(histories.keys(), reports);
    const summaries = await this.summariesOf(reports);
    const numbers = await this.numbersFor(reports);
    for (const history of histories.values()) this.foldCase(history, summaries, numbers);
    // The parts of a case are known before they are reported, so that none of them is missed at the end.
    for (const { type, data } of events)
      if (type === 'SubjectKeyDestroyed') await this.erase((data as { subject: string }).subject);
  }

  async write(): Promise<void> {
    const changes = [...this.cases.values()];
    await this.writeCards();
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

  private async writeCards(): Promise<void> {
    const fresh: CaseCardRow[] = [];
    const changed: CaseCardRow[] = [];
    const briefs: CaseBriefRow[] = [];
    for (const { before, rows } of this.cases.values()) {
      if (!rows) continue;
      (before?.receiptHash === rows.card.receipt_hash ? changed : fresh).push(rows.card);
      briefs.push(rows.brief);
    }
    await upsertRows(this.db, 'case_card', 'seq', fresh);
    await upsertRows(this.db, 'case_card', 'seq', changed, ['card']);
    await upsertRows(this.db, 'case_brief', 'seq', briefs);
  }

  private foldCase(history: readonly StoredEvent[], summaries: Summaries, numbers: Numbers): void {
    const [first, ...more] = history;
    if (!first) return;
    const isNew = first.type === 'CaseReported';
    const known = isNew ? this.open(first, summaries, numbers) : this.cases.get(first.stream)?.after;
    if (!known) return;
    this.keep(first.stream, foldCard(known, isNew ? more : history));
    for (const stored of history) this.moves.push(...calendarMovesIn(stored, known.seq));
  }

  private open(stored: StoredEvent, summaries: Summaries, numbers: Numbers): CaseCard {
    const { stream } = stored;
    const naming = numbers.get(stream);
    if (!naming) throw new Error(`${stream} has no number`);
    const first = this.cases.get(firstStreamOf(stored));
    // A part may be filed after its reporter was erased, and before the key is gone.
    const summary = first?.after.summary === null ? null : (summaries.get(stream) ?? null);
    return openCard(stored, { caseId: caseIdOf(stream), ...naming, summary });
  }

  private keep(stream: StreamName, after: CaseCard): void {
    const rows = { card: caseCardRow(after), brief: caseBriefRow(after) };
    this.cases.set(stream, { before: this.cases.get(stream)?.before, after, rows });
  }

  /** All cards that the events touch, and the first cases of the reporters of parts. */
  private async readCards(touched: Iterable<StreamName>, reports: readonly StoredEvent[]): Promise<void> {
    const streams = new Set(touched);
    for (const stored of reports) streams.add(firstStreamOf(stored));
    for (const { stream } of reports) streams.delete(stream);
    await this.read([...streams]);
  }

  private async read(streams: readonly StreamName[]): Promise<void> {
    if (streams.length === 0) return;
    const query = CompiledQuery.raw(CARDS, [JSON.stringify(streams.map(caseIdOf))]);
    const { rows } = await this.db.executeQuery<CaseCardRow>(query);
    for (const card of rows.map(caseCardOf))
      this.cases.set(caseStream(card.caseId), { before: card, after: card });
  }

  private async summariesOf(reports: readonly StoredEvent[]): Promise<Summaries> {
    const boxes = reports.flatMap((stored) => {
      const event = decodeCaseEvent(stored);
      return event?.type === 'CaseReported' ? [{ stream: stored.stream, box: event.data.narrative }] : [];
    });
    const opened = await this.vault.openAll(boxes.map(({ box }) => box));
    return new Map(boxes.map(({ stream }, index) => [stream, opened[index]?.summary]));
  }

  private async numbersFor(reports: readonly StoredEvent[]): Promise<Numbers> {
    if (reports.length === 0) return new Map();
    const before = await this.db.selectFrom('case_number').selectAll().execute();
    const { numbers, counts } = numberCases(reports, before);
    await upsertRows(this.db, 'case_number', 'year', counts);
    return numbers;
  }

  /** The reporter's words are on the card of his case and on those of the parts that were split off it. */
  private async erase(subject: string): Promise<void> {
    this.vault.forget(subject);
    let streams = subject.startsWith('reporter:') ? [caseStream(firstCaseOf(subject))] : [];
    while (streams.length > 0) {
      await this.read(streams.filter((stream) => !this.cases.has(stream)));
      const cards = streams.flatMap((stream) => this.cases.get(stream)?.after ?? []);
      for (const card of cards) this.keep(caseStream(card.caseId), { ...card, summary: null });
      streams = cards.flatMap(({ state }) => state.children.map(caseStream));
    }
  }
}

interface OpenCase extends Change {
  /** Absent for a case that stays as it was. */
  readonly rows?: { readonly card: CaseCardRow; readonly brief: CaseBriefRow };
}

type Summaries = ReadonlyMap<StreamName, string | undefined>;
type Numbers = ReadonlyMap<StreamName, CaseNumber>;

const CARDS = 'select card from case_card where case_id in (select value from json_each(?))';

function firstStreamOf(report: StoredEvent): StreamName {
  return caseStream(firstCaseOf((report.data as ReportedCase).reporter));
}

function isOfCase({ stream }: StoredEvent): boolean {
  return stream.startsWith('case-');
}

function caseIdOf(stream: StreamName): string {
  return stream.slice('case-'.length);
}
