import { CompiledQuery, type Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { deleteRows, upsertRows } from '#read-store';
import { learnedLate, lifeOf } from '../domain/milestone.js';
import { addTo, type OpenAccount } from './milestones.js';
import {
  METRIC_SCOPE_KEY,
  type MetricAccountRow,
  type MetricScopeRow,
  type MetricTables,
} from './metrics.table.js';

/** One batch of the runner: accounts are read once, grow in memory, and are written once. */
export class AccountBatch {
  private readonly cases = new Map<string, OpenCase>();

  constructor(private readonly db: Kysely<MetricTables>) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const reports = events.filter(({ type }) => type === 'CaseReported');
    const namings = await this.namingsOf(reports);
    await this.read(events, reports);
    for (const stored of events) {
      const caseId = caseIdOf(stored);
      const naming = stored.type === 'CaseReported' ? namings.get(caseId) : undefined;
      if (naming) this.cases.set(caseId, { ...naming, caseId, account: newAccount(), known: 0, scopes: [] });
      const open = this.cases.get(caseId);
      if (open) addTo(open.account, stored);
    }
  }

  async write(): Promise<void> {
    const changed = [...this.cases.values()].filter(
      ({ account, known }) => account.milestones.length > known,
    );
    const fresh = changed.filter(({ known }) => known === 0);
    const grown = changed.filter(({ known }) => known > 0);
    await upsertRows(this.db, 'metric_account', 'seq', fresh.map(rowOf));
    await upsertRows(this.db, 'metric_account', 'seq', grown.map(rowOf), ['account', 'learned']);
    const gone: Omit<MetricScopeRow, 'since'>[] = [];
    const come: MetricScopeRow[] = [];
    for (const each of changed) {
      const scopes = scopesOf(each);
      const before = new Set(each.scopes.map(keyOf));
      const after = new Set(scopes.map(keyOf));
      for (const { since: _, ...row } of each.scopes) if (!after.has(keyOf(row))) gone.push(row);
      for (const row of scopes) if (!before.has(keyOf(row))) come.push(row);
    }
    await deleteRows(this.db, 'metric_scope', gone);
    await upsertRows(this.db, 'metric_scope', METRIC_SCOPE_KEY, come);
  }

  private async read(events: readonly StoredEvent[], reports: readonly StoredEvent[]): Promise<void> {
    const ids = new Set(events.map(caseIdOf));
    for (const stored of reports) ids.delete(caseIdOf(stored));
    if (ids.size === 0) return;
    const query = CompiledQuery.raw(ACCOUNTS, [JSON.stringify([...ids])]);
    const { rows } = await this.db.executeQuery<MetricAccountRow>(query);
    for (const { seq, number, case_id: caseId, account: stored } of rows) {
      const account = JSON.parse(stored) as OpenAccount;
      const open = { seq, number, caseId, account, known: account.milestones.length, scopes: [] };
      this.cases.set(caseId, { ...open, scopes: scopesOf(open) });
    }
  }

  /** Numbers as the cases bear them: they follow the log's order within the year of recording, China Standard Time. */
  private async namingsOf(reports: readonly StoredEvent[]): Promise<ReadonlyMap<string, Naming>> {
    if (reports.length === 0) return new Map();
    const rows = await this.db.selectFrom('metric_number').selectAll().execute();
    const last = new Map(rows.map((row) => [row.year, row.last]));
    const next = (year: number) => {
      const number = (last.get(year) ?? 0) + 1;
      last.set(year, number);
      return number;
    };
    const namings = reports.map((stored) => {
      const year = chineseYearOf(stored.recordedAt);
      const number = `${year}-${String(next(year)).padStart(6, '0')}`;
      return [caseIdOf(stored), { seq: next(ALL_YEARS), number }] as const;
    });
    const counts = [...last].map(([year, count]) => ({ year, last: count }));
    await upsertRows(this.db, 'metric_number', 'year', counts);
    return new Map(namings);
  }
}

interface Naming {
  readonly seq: number;
  readonly number: string;
}

interface OpenCase extends Naming {
  readonly caseId: string;
  readonly account: OpenAccount;
  /** How much of the account, and which rows, the tables have. */
  readonly known: number;
  readonly scopes: readonly MetricScopeRow[];
}

const ALL_YEARS = 0;
const CHINA_OFFSET_MS = 8 * 3_600_000;

const ACCOUNTS = `select seq, case_id, number, account from metric_account
  where case_id in (select value from json_each(?))`;

function chineseYearOf(recordedAt: string): number {
  return new Date(Date.parse(recordedAt) + CHINA_OFFSET_MS).getUTCFullYear();
}

function newAccount(): OpenAccount {
  return { paths: [], milestones: [] };
}

function rowOf({ seq, caseId, number, account }: OpenCase): MetricAccountRow {
  return { seq, case_id: caseId, number, account: JSON.stringify(account), learned: learnedLate(account) };
}

function scopesOf({ seq, account }: Pick<OpenCase, 'seq' | 'account'>): readonly MetricScopeRow[] {
  const { since, until } = lifeOf(account);
  return [...new Set(account.paths.flat())].map((scope) => ({ scope, until, seq, since }));
}

function keyOf({ scope, until }: Pick<MetricScopeRow, 'scope' | 'until'>): string {
  return `${until} ${scope}`;
}

function caseIdOf({ stream }: StoredEvent): string {
  return stream.slice('case-'.length);
}
