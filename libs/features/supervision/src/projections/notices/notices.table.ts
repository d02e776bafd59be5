import { sql, type Kysely } from 'kysely';
import type { LogPosition } from '#event-store';
import type { Audience } from '../../domain/powers.js';
import type { Notice } from '../../notices/notice.js';
import type { Told } from '../../notices/notice-of.js';

/** One row per notice and desk that is told. */
export interface NoticeRow {
  unit: string;
  audience: Audience;
  position: LogPosition;
  /** Units in whose reach it is, for the channels: a JSON list. */
  scopes: string;
  /** JSON of the `Notice`. */
  notice: string;
}

export const NOTICE_KEY = ['unit', 'audience', 'position'] as const;

export function noticeRows({ notice: told, desks }: Told, position: LogPosition): readonly NoticeRow[] {
  const notice = JSON.stringify(told);
  return desks.map(({ unit, audience, path }) => {
    return { unit, audience, position, scopes: JSON.stringify(path), notice };
  });
}

export function noticeIn({ notice }: Pick<NoticeRow, 'notice'>): Notice {
  return JSON.parse(notice) as Notice;
}

export async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notice')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('notice', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_key', [...NOTICE_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}

export async function indexNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('notice_by_position').on('notice').column('position').execute();
}
