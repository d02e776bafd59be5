import { sql, type Kysely } from 'kysely';
import type { CaseCard, OpenTask } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';

/** One row per open task. */
export interface InboxRow {
  unit: string;
  role: string;
  /** Milliseconds since 1970, by the log's clock. */
  since: number;
  seq: number;
  task: string;
}

export const INBOX_KEY = ['unit', 'role', 'since', 'seq', 'task'] as const;

export function inboxChanges(changes: readonly Change[]): RowChanges<InboxRow, InboxRow> {
  const moved = changes.filter(({ before, after }) => before?.tasks !== after.tasks);
  return {
    gone: moved.flatMap(({ before, after }) => (before ? rowsBeyond(after, before) : [])),
    come: moved.flatMap(({ before, after }) => rowsBeyond(before, after)),
  };
}

/** The tasks of one card that the other does not have. */
function rowsBeyond(other: CaseCard | undefined, { seq, tasks }: CaseCard): InboxRow[] {
  const known = other?.tasks ?? [];
  return tasks
    .filter((task) => !known.some((one) => sameTask(one, task)))
    .map(({ unit, role, task, since }) => ({ unit, role, since: Date.parse(since), seq, task }));
}

function sameTask(one: OpenTask, other: OpenTask): boolean {
  return (
    one.task === other.task && one.unit === other.unit && one.role === other.role && one.since === other.since
  );
}

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
