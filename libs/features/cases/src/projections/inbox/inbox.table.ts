import { sql, type Kysely } from 'kysely';
import type { CaseCard } from '../case-card/case-card.fold.js';

/** One row per open task. */
export interface InboxRow {
  unit: string;
  role: string;
  /** Milliseconds since 1970, by the log's clock. */
  since: number;
  seq: number;
  task: string;
}

export function inboxRows({ seq, tasks }: CaseCard): InboxRow[] {
  return tasks.map(({ unit, role, task, since }) => ({ unit, role, since: Date.parse(since), seq, task }));
}

export const INBOX_KEY = ['unit', 'role', 'since', 'seq', 'task'] as const;

export async function createInbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inbox')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('since', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('inbox_key', [...INBOX_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}
