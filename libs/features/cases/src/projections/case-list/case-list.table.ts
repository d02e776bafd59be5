import { sql, type Kysely } from 'kysely';
import { holderLevelOf, scopesOf, type CaseCard } from '../case-card/case-card.fold.js';

/** One row per case and unit that sees it: a county's list costs what a group's does. */
export interface CaseScopeRow {
  scope: string;
  stage: string;
  /** Milliseconds since 1970, by the device's clock. */
  reported_at: number;
  seq: number;
  service_type: string;
  level: string;
}

export function caseScopeRows(card: CaseCard): CaseScopeRow[] {
  const row = {
    stage: card.state.lifecycle.stage,
    reported_at: Date.parse(card.reportedAt),
    seq: card.seq,
    service_type: card.state.serviceType,
    level: holderLevelOf(card),
  };
  return scopesOf(card).map((scope) => ({ scope, ...row }));
}

export const CASE_SCOPE_KEY = ['scope', 'stage', 'reported_at', 'seq'] as const;

export async function createCaseList(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_scope')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('reported_at', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('service_type', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_scope_key', [...CASE_SCOPE_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}
