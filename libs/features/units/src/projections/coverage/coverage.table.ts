import { sql, type Kysely } from 'kysely';

/** A registered address, and the group that covers it. */
export interface AddressRow {
  committee: string;
  code: string;
  group_id: string | null;
}

/** Counts, so that a county need not count a million addresses. */
export interface CoverageCountRow {
  committee: string;
  registered: number;
  covered: number;
}

export interface CoverageTables {
  address: AddressRow;
  coverage_count: CoverageCountRow;
}

export async function createCoverage(db: Kysely<CoverageTables>): Promise<void> {
  await db.schema
    .createTable('address')
    .addColumn('committee', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text')
    .addPrimaryKeyConstraint('address_key', ['committee', 'code'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('coverage_count')
    .addColumn('committee', 'text', (column) => column.primaryKey())
    .addColumn('registered', 'integer', (column) => column.notNull())
    .addColumn('covered', 'integer', (column) => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}

export async function indexCoverage(db: Kysely<CoverageTables>): Promise<void> {
  await sql`create index address_uncovered on address (committee, code) where group_id is null`.execute(db);
  await sql`create index address_of_group on address (group_id, code) where group_id is not null`.execute(db);
}
