import type { Kysely } from 'kysely';
import { isOpen } from '../../domain/case.state.js';
import type { CaseCard } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';

/** One row per case that has not ended, in an order that no deed changes: a round over all of them misses none. */
export interface RunningCaseRow {
  seq: number;
  service_type: string;
  /** Hash of the catalogue it keeps to; empty when there was none yet; null before it is taken up. */
  rules: string | null;
}

type RunningCaseKey = Pick<RunningCaseRow, 'seq'>;

export function runningCaseChanges(changes: readonly Change[]): RowChanges<RunningCaseKey, RunningCaseRow> {
  const gone: RunningCaseKey[] = [];
  const come: RunningCaseRow[] = [];
  for (const { before, after } of changes) {
    const old = before && rowOf(before);
    const now = rowOf(after);
    if (old && !now) gone.push({ seq: old.seq });
    if (now && (old?.rules !== now.rules || old.service_type !== now.service_type)) come.push(now);
  }
  return { gone, come };
}

function rowOf({ seq, state }: CaseCard): RunningCaseRow | undefined {
  if (!isOpen(state)) return undefined;
  const { serviceType, acceptedBy, rules } = state;
  return { seq, service_type: serviceType, rules: acceptedBy === undefined ? null : (rules?.hash ?? '') };
}

export async function createRunningCases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('running_case')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('service_type', 'text', (column) => column.notNull())
    .addColumn('rules', 'text')
    .execute();
}
