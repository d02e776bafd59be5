import { sql, type Kysely } from 'kysely';

/** One row per case: `account` holds the whole `Account` as JSON; no word and no person is in it. */
export interface MetricAccountRow {
  /** Place in the order of reports over the whole log, from 1. */
  seq: number;
  case_id: string;
  /** `2026-000123`, by the log's order within the year of recording. */
  number: string;
  account: string;
  /** When the log learned of the last fact, milliseconds since 1970, where that was later than the fact: an import. */
  learned: number | null;
}

/** One row per case and unit that has, had or oversees it, in the order in which cases end: a period finds its own. */
export interface MetricScopeRow {
  scope: string;
  /** Milliseconds since 1970 from which, and up to which, the case counts somewhere. */
  until: number;
  seq: number;
  since: number;
}

export const METRIC_SCOPE_KEY = ['scope', 'until', 'seq'] as const;

export interface MetricTables {
  metric_account: MetricAccountRow;
  metric_scope: MetricScopeRow;
  /** Last number given in each year; year 0 counts over all years. */
  metric_number: { year: number; last: number };
}

export async function createMetricTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('metric_account')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('learned', 'integer')
    .execute();
  await db.schema
    .createIndex('metric_account_by_id')
    .unique()
    .on('metric_account')
    .column('case_id')
    .execute();
  await db.schema
    .createTable('metric_scope')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('until', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('since', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('metric_scope_key', [...METRIC_SCOPE_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('metric_number')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();
}

export async function indexMetrics(db: Kysely<unknown>): Promise<void> {
  await sql`create index metric_account_by_learning on metric_account (learned) where learned is not null`.execute(
    db,
  );
}
