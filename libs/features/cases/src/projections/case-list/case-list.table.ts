import { sql, type Kysely } from 'kysely';
import { holderLevelOf, isSeenAlike, scopesOf, type CaseCard } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';

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

export const CASE_SCOPE_KEY = ['scope', 'stage', 'reported_at', 'seq'] as const;

type CaseScopeKey = Pick<CaseScopeRow, (typeof CASE_SCOPE_KEY)[number]>;

/** The rows of all units that see the case; none is written that stays as it was. */
export function caseScopeChanges(changes: readonly Change[]): RowChanges<CaseScopeKey, CaseScopeRow> {
  const gone: CaseScopeKey[] = [];
  const come: CaseScopeRow[] = [];
  for (const { before, after } of changes) {
    const now = rowOf(after);
    const scopes = scopesOf(after);
    const old = before && rowOf(before);
    const seen = before ? scopesOf(before) : [];
    const moved = old?.stage !== now.stage;
    const changed = moved || old.service_type !== now.service_type || old.level !== now.level;
    if (before && !changed && isSeenAlike(before, after)) continue;
    for (const scope of seen) if (old && (moved || !scopes.includes(scope))) gone.push(keyOf(scope, old));
    for (const scope of scopes) if (changed || !seen.includes(scope)) come.push({ scope, ...now });
  }
  return { gone, come };
}

function rowOf(card: CaseCard): Omit<CaseScopeRow, 'scope'> {
  return {
    stage: card.state.lifecycle.stage,
    reported_at: Date.parse(card.reportedAt),
    seq: card.seq,
    service_type: card.state.serviceType,
    level: holderLevelOf(card),
  };
}

function keyOf(scope: string, { stage, reported_at, seq }: Omit<CaseScopeRow, 'scope'>): CaseScopeKey {
  return { scope, stage, reported_at, seq };
}

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
