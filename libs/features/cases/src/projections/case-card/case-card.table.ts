import type { Kysely } from 'kysely';
import { caseBriefOf } from './case-brief.js';
import type { CaseCard } from './case-card-fold.js';

/** One row per case; `card` holds the whole `CaseCard` as JSON. */
export interface CaseCardRow {
  seq: number;
  case_id: string;
  number: string;
  receipt_hash: string;
  card: string;
}

/** What a list shows of a case, as JSON: in a table of its own, so that the briefs of one page lie close together. */
export interface CaseBriefRow {
  seq: number;
  brief: string;
}

export function caseCardRow(card: CaseCard): CaseCardRow {
  return {
    seq: card.seq,
    case_id: card.caseId,
    number: card.number,
    receipt_hash: card.receiptHash,
    card: JSON.stringify(card),
  };
}

export function caseBriefRow(card: CaseCard): CaseBriefRow {
  return { seq: card.seq, brief: JSON.stringify(caseBriefOf(card)) };
}

export function caseCardOf({ card }: Pick<CaseCardRow, 'card'>): CaseCard {
  return JSON.parse(card) as CaseCard;
}

export async function createCaseCard(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_card')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('receipt_hash', 'text', (column) => column.notNull())
    .addColumn('card', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('case_card_by_id').unique().on('case_card').column('case_id').execute();
  await db.schema
    .createTable('case_brief')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('brief', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('case_number')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();
}

export async function indexCaseCard(db: Kysely<unknown>): Promise<void> {
  for (const column of ['number', 'receipt_hash'] as const) {
    await db.schema.createIndex(`case_card_by_${column}`).on('case_card').column(column).execute();
  }
}
