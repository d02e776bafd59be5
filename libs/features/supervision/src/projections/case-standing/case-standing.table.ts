import type { Kysely } from 'kysely';
import type { CaseStanding } from './case-standing.js';

/** One row per case; `standing` holds the whole `CaseStanding` as JSON. */
export interface CaseStandingRow {
  seq: number;
  case_id: string;
  /** Milliseconds since 1970 of the last sign of life; null: it may be silent, or is known to be. */
  quiet_since: number | null;
  standing: string;
}

export function caseStandingRow(standing: CaseStanding): CaseStandingRow {
  const { seq, caseId, isOpen, isPaused, silentSince, lastAt } = standing;
  const watched = isOpen && !isPaused && silentSince === undefined;
  return {
    seq,
    case_id: caseId,
    quiet_since: watched ? Date.parse(lastAt) : null,
    standing: JSON.stringify(standing),
  };
}

export function caseStandingOf({ standing }: Pick<CaseStandingRow, 'standing'>): CaseStanding {
  return JSON.parse(standing) as CaseStanding;
}

export async function createCaseStanding(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('supervision_case')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('quiet_since', 'integer')
    .addColumn('standing', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('supervision_case_by_id')
    .unique()
    .on('supervision_case')
    .column('case_id')
    .execute();
  await db.schema
    .createTable('supervision_number')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();
}

export async function indexCaseStanding(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('supervision_case_quiet')
    .on('supervision_case')
    .columns(['quiet_since', 'seq'])
    .where('quiet_since', 'is not', null)
    .execute();
}
