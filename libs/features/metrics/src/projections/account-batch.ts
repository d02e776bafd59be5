import { CompiledQuery, type Kysely } from 'kysely';
import { numberCases, type CaseNumber } from '#cases/messages';
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
      if (naming) this.cases.set(caseId, { ...naming, caseId, account: newAccount(), known: 0 });
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
    const moves = changed.map(scopeChange);
    await deleteRows(
      this.db,
      'metric_scope',
      moves.flatMap(({ gone }) => gone),
    );
    await upsertRows(
      this.db,
      'metric_scope',
      METRIC_SCOPE_KEY,
      moves.flatMap(({ come }) => come),
    );
  }

  private async read(events: readonly StoredEvent[], reports: readonly StoredEvent[]): Promise<void> {
    const ids = new Set(events.map(caseIdOf));
    for (const stored of reports) ids.delete(caseIdOf(stored));
    if (ids.size === 0) return;
    const query = CompiledQuery.raw(ACCOUNTS, [JSON.stringify([...ids])]);
    const { rows } = await this.db.executeQuery<MetricAccountRow>(query);
    for (const { seq, number, case_id: caseId, account: stored } of rows) {
      const account = JSON.parse(stored) as OpenAccount;
      const before = { until: lifeOf(account).until, paths: account.paths.length };
      const known = account.milestones.length;
      this.cases.set(caseId, { seq, number, caseId, account, known, before });
    }
  }

  private async namingsOf(reports: readonly StoredEvent[]): Promise<ReadonlyMap<string, CaseNumber>> {
    if (reports.length === 0) return new Map();
    const ids = reports.map(caseIdOf);
    const rows = await this.db.selectFrom('metric_number').selectAll().execute();
    const { numbers, counts } = numberCases(
      reports.map(({ recordedAt }) => recordedAt),
      rows,
    );
    await upsertRows(this.db, 'metric_number', 'year', counts);
    return new Map(numbers.map((naming, index) => [ids[index] ?? '', naming]));
  }
}

interface OpenCase extends CaseNumber {
  readonly caseId: string;
  readonly account: OpenAccount;
  /** How many of its milestones are in the table. */
  readonly known: number;
  /** What its rows in the scopes were made of; absent when it has none. */
  readonly before?: { readonly until: number; readonly paths: number };
}

const ACCOUNTS = `select seq, case_id, number, account from metric_account
  where case_id in (select value from json_each(?))`;

function newAccount(): OpenAccount {
  return { paths: [], milestones: [] };
}

function rowOf({ seq, caseId, number, account }: OpenCase): MetricAccountRow {
  return { seq, case_id: caseId, number, account: JSON.stringify(account), learned: learnedLate(account) };
}

interface ScopeChange {
  readonly gone: readonly Omit<MetricScopeRow, 'since'>[];
  readonly come: readonly MetricScopeRow[];
}

/** A case that neither ends nor comes to another unit leaves its rows as they are. */
function scopeChange({ seq, account, before }: OpenCase): ScopeChange {
  const { since, until } = lifeOf(account);
  const { paths } = account;
  const moved = before?.until !== until;
  if (before && !moved && before.paths === paths.length) return { gone: [], come: [] };
  const known = new Set(paths.slice(0, before?.paths ?? 0).flat());
  const scopes = [...new Set(paths.flat())].filter((scope) => moved || !known.has(scope));
  return {
    gone: before && moved ? [...known].map((scope) => ({ scope, until: before.until, seq })) : [],
    come: scopes.map((scope) => ({ scope, until, seq, since })),
  };
}

function caseIdOf({ stream }: StoredEvent): string {
  return stream.slice('case-'.length);
}
