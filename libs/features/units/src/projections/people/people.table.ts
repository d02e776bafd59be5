import { sql, type Kysely } from 'kysely';
import type { Role } from '#kernel';

export interface PersonRow {
  person_id: string;
  /** The unit that registered the person. */
  unit: string;
  /** `Sealed<Identity>` as JSON: opened for those who may read it, never stored open. */
  identity: string;
}

/** A position or a mandate with its dates; milliseconds since 1970, `valid_until` exclusive. */
export interface PersonPositionRow {
  person_id: string;
  unit: string;
  role: Role;
  /** Empty for one's own position. */
  on_behalf_of: string;
  valid_from: number;
  valid_until: number;
}

export interface PeopleTables {
  person: PersonRow;
  person_position: PersonPositionRow;
}

export const POSITION_KEY = ['person_id', 'unit', 'role', 'on_behalf_of', 'valid_from'] as const;

export async function createPeople(db: Kysely<PeopleTables>): Promise<void> {
  await db.schema
    .createTable('person')
    .addColumn('person_id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('person_position')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('on_behalf_of', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'integer', (column) => column.notNull())
    .addColumn('valid_until', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('person_position_key', [...POSITION_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}

export async function indexPeople(db: Kysely<PeopleTables>): Promise<void> {
  await db.schema.createIndex('person_unit').on('person').columns(['unit', 'person_id']).execute();
  await db.schema
    .createIndex('person_position_unit')
    .on('person_position')
    .columns(['unit', 'person_id'])
    .execute();
}
