import { CompiledQuery, type Kysely } from 'kysely';
import { numberCases, type CaseNumber } from '#cases/messages';
import type { StoredEvent, StreamName } from '#event-store';
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
  private readonly changed: OpenCase[] = [];

  constructor(private readonly db: Kysely<MetricTables>) {}

  async fold(events: readonly StoredEvent[]): Promise<void> {
    const reports = events.filter(({ type }) => type === 'CaseReported');
    const namings = await this.namingsOf(reports);
    const histories = Map.groupBy(events, ({ stream }) => stream);
    const known = await this.read([...histories.keys()].filter((stream) => !namings.has(stream)));
    for (const [stream, history] of histories) {
      const caseId = caseIdOf(stream);
      const naming = namings.get(stream);
      const open = naming ? newCase(caseId, naming) : known.get(caseId);
      if (!open) continue;
      for (const stored of history) addTo(open.account, stored);
      if (open.account.milestones.length > open.known) this.changed.push(open);
    }
  }

  async write(): Promise<void> {
    const fresh = this.changed.filter(({ known }) => known === 0);
    const grown = this.changed.filter(({ known }) => known > 0);
    await upsertRows(this.db, 'metric_account', 'seq', fresh.map(rowOf));
    await upsertRows(this.db, 'metric_account', 'seq', grown.map(rowOf), ['account', 'learned']);
    const moves = this.changed.map(scopeChange);
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

  /** Cases that the tables have, by id. */
  private async read(streams: readonly StreamName[]): Promise<ReadonlyMap<string, OpenCase>> {
    if (streams.length === 0) return new Map();
    const query = CompiledQuery.raw(ACCOUNTS, [JSON.stringify(streams.map(caseIdOf))]);
    const { rows } = await this.db.executeQuery<MetricAccountRow>(query);
    return new Map(rows.map((row) => [row.case_id, knownCase(row)]));
  }

  private async namingsOf(reports: readonly StoredEvent[]): Promise<ReadonlyMap<StreamName, CaseNumber>> {
    if (reports.length === 0) return new Map();
    const before = await this.db.selectFrom('metric_number').selectAll().execute();
    const { numbers, counts } = numberCases(reports, before);
    await upsertRows(this.db, 'metric_number', 'year', counts);
    return numbers;
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

function newCase(caseId: string, naming: CaseNumber): OpenCase {
  return { ...naming, caseId, account: { paths: [], milestones: [] }, known: 0 };
}

function knownCase({ seq, number, case_id: caseId, account: stored }: MetricAccountRow): OpenCase {
  const account = JSON.parse(stored) as OpenAccount;
  const before = { until: lifeOf(account).until, paths: account.paths.length };
  return { seq, number, caseId, account, known: account.milestones.length, before };
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

function caseIdOf(stream: StreamName): string {
  return stream.slice('case-'.length);
}
