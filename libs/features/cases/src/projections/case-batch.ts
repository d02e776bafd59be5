import type { Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import type { Vault } from '#privacy';
import { deleteRows, upsertRows } from '#read-store';
import { decodeCaseEvent } from '../domain/case.codec.js';
import { foldCard, openCard, type CaseCard } from './case-card/case-card.fold.js';
import { caseCardOf, caseCardRow } from './case-card/case-card.table.js';
import { CASE_SCOPE_KEY, caseScopeRows } from './case-list/case-list.table.js';
import { countChanges, differenceOf, type Change } from './changes.js';
import { addCounts } from './counters/counters.table.js';
import { INBOX_KEY, inboxRows } from './inbox/inbox.table.js';
import { caseTextRow, forgetErasedWords, writeCaseText } from './search/search.table.js';
import type { CaseTables } from './tables.js';

/** One batch of the runner: cards are read once, folded in memory, and written once. */
export class CaseBatch {
  private readonly before = new Map<string, CaseCard>();
  private readonly cards = new Map<string, CaseCard>();
  private erased = false;

  constructor(
    private readonly db: Kysely<CaseTables>,
    private readonly vault: Vault,
  ) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const reports = events.filter((stored) => stored.type === 'CaseReported');
    await this.readCards(events, new Set(reports.map(caseIdOf)));
    const summaries = await this.summariesOf(reports);
    const numbers = await this.numbersFor(reports);
    for (const stored of events) {
      if (stored.type === 'SubjectKeyDestroyed')
        await this.erase((stored.data as { subject: string }).subject);
      else this.foldOne(stored, summaries, numbers);
    }
  }

  async write(): Promise<void> {
    const changes = [...this.cards].map(([id, after]): Change => ({ before: this.before.get(id), after }));
    await upsertRows(
      this.db,
      'case_card',
      'seq',
      changes.map(({ after }) => caseCardRow(after)),
    );
    const scopes = differenceOf(changes, CASE_SCOPE_KEY, caseScopeRows);
    await deleteRows(this.db, 'case_scope', scopes.gone);
    await upsertRows(this.db, 'case_scope', CASE_SCOPE_KEY, scopes.come);
    const tasks = differenceOf(changes, INBOX_KEY, inboxRows);
    await deleteRows(this.db, 'inbox', tasks.gone);
    await upsertRows(this.db, 'inbox', INBOX_KEY, tasks.come);
    await addCounts(this.db, countChanges(changes));
    const texts = changes.map(({ before, after }) => ({
      old: before && caseTextRow(before),
      now: caseTextRow(after),
    }));
    const moved = texts.filter(({ old, now }) => old?.words !== now?.words || old?.scopes !== now?.scopes);
    await writeCaseText(
      this.db,
      moved.flatMap(({ old }) => (old ? [old.rowid] : [])),
      moved.flatMap(({ now }) => (now ? [now] : [])),
    );
    if (this.erased) await forgetErasedWords(this.db);
  }

  private foldOne(stored: StoredEvent, summaries: Summaries, numbers: Numbers): void {
    const caseId = caseIdOf(stored);
    const card = this.cards.get(caseId);
    const naming = numbers.get(caseId);
    if (card) this.cards.set(caseId, foldCard(card, stored));
    else if (naming)
      this.cards.set(caseId, openCard(stored, { caseId, ...naming, summary: summaries.get(caseId) ?? null }));
  }

  private async readCards(events: readonly StoredEvent[], fresh: ReadonlySet<string>): Promise<void> {
    const ids = [...new Set(events.filter(({ type }) => type !== 'SubjectKeyDestroyed').map(caseIdOf))];
    for (const chunk of chunksOf(
      ids.filter((id) => !fresh.has(id)),
      500,
    )) {
      const rows = await this.db
        .selectFrom('case_card')
        .select('card')
        .where('case_id', 'in', chunk)
        .execute();
      for (const row of rows) this.remember(caseCardOf(row));
    }
  }

  private remember(card: CaseCard): void {
    if (this.cards.has(card.caseId)) return;
    this.before.set(card.caseId, card);
    this.cards.set(card.caseId, card);
  }

  private async summariesOf(reports: readonly StoredEvent[]): Promise<Summaries> {
    const boxes = reports.flatMap((stored) => {
      const event = decodeCaseEvent(stored);
      return event?.type === 'CaseReported' ? [{ caseId: caseIdOf(stored), box: event.data.narrative }] : [];
    });
    const opened = await this.vault.openAll(boxes.map(({ box }) => box));
    return new Map(boxes.map(({ caseId }, index) => [caseId, opened[index]?.summary]));
  }

  /** Numbers follow the log's order within the year of recording (China Standard Time), and so survive a rebuild. */
  private async numbersFor(reports: readonly StoredEvent[]): Promise<Numbers> {
    if (reports.length === 0) return new Map();
    const rows = await this.db.selectFrom('case_number').selectAll().execute();
    const last = new Map(rows.map((row) => [row.year, row.last]));
    const next = (year: number) => {
      const number = (last.get(year) ?? 0) + 1;
      last.set(year, number);
      return number;
    };
    const numbers = reports.map((stored) => {
      const year = chineseYearOf(stored.recordedAt);
      const number = `${year}-${String(next(year)).padStart(6, '0')}`;
      return [caseIdOf(stored), { seq: next(WHOLE_LOG), number }] as const;
    });
    await upsertRows(
      this.db,
      'case_number',
      'year',
      [...last].map(([year, count]) => ({ year, last: count })),
    );
    return new Map(numbers);
  }

  private async erase(subject: string): Promise<void> {
    this.vault.forget(subject);
    this.erased = true;
    const rows = await this.db
      .selectFrom('case_card')
      .select('card')
      .where('reporter', '=', subject)
      .execute();
    for (const row of rows) this.remember(caseCardOf(row));
    for (const [id, card] of this.cards) {
      if (card.state.reporter === subject) this.cards.set(id, { ...card, summary: null });
    }
  }
}

type Summaries = ReadonlyMap<string, string | undefined>;
type Numbers = ReadonlyMap<string, { readonly seq: number; readonly number: string }>;

/** The row of `case_number` that counts over all years. */
const WHOLE_LOG = 0;
const CHINA_OFFSET_MS = 8 * 3_600_000;

function chineseYearOf(recordedAt: string): number {
  return new Date(Date.parse(recordedAt) + CHINA_OFFSET_MS).getUTCFullYear();
}

function caseIdOf({ stream }: StoredEvent): string {
  return stream.slice('case-'.length);
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
