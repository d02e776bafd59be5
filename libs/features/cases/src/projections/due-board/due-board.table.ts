import { sql, type Kysely } from 'kysely';
import type { RunningDeadline } from '../../domain/clock/clock.state.js';
import type { CaseCard } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';
import { actingRole } from './acting-role.js';

/** One row per running limit and unit that looks upon it, its own and all above: a county's board costs what a group's does. */
export interface DueRow {
  scope: string;
  role: string;
  /** Milliseconds since 1970. */
  due: number;
  seq: number;
  name: string;
  service_type: string;
}

export const DUE_KEY = ['scope', 'role', 'due', 'seq', 'name'] as const;

type DueKey = Pick<DueRow, (typeof DUE_KEY)[number]>;

export function dueChanges(changes: readonly Change[]): RowChanges<DueKey, DueRow> {
  const gone: DueKey[] = [];
  const come: DueRow[] = [];
  for (const { before, after } of changes) {
    if (before && standsAlike(before, after)) continue;
    const [old, now] = [before ? rowsOf(before) : NO_ROWS, rowsOf(after)];
    for (const [key, row] of old) if (!now.has(key)) gone.push(keyOf(row));
    for (const [key, row] of now) if (old.get(key)?.service_type !== row.service_type) come.push(row);
  }
  return { gone, come };
}

const NO_ROWS: ReadonlyMap<string, DueRow> = new Map();

function standsAlike(before: CaseCard, after: CaseCard): boolean {
  return (
    before.state.clock.running === after.state.clock.running &&
    before.units === after.units &&
    before.state.serviceType === after.state.serviceType
  );
}

function rowsOf(card: CaseCard): ReadonlyMap<string, DueRow> {
  const rows = new Map<string, DueRow>();
  for (const deadline of Object.values(card.state.clock.running)) {
    const row = rowOf(card, deadline);
    for (const scope of deadline.path)
      rows.set(`${scope} ${row.role} ${row.due} ${row.name}`, { scope, ...row });
  }
  return rows;
}

function rowOf(card: CaseCard, { name, unit, due }: RunningDeadline): Omit<DueRow, 'scope'> {
  const role = actingRole(name, unit, card);
  return { role, due: Date.parse(due), seq: card.seq, name, service_type: card.state.serviceType };
}

function keyOf({ scope, role, due, seq, name }: DueRow): DueKey {
  return { scope, role, due, seq, name };
}

export async function createDueBoard(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('due_board')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('due', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('service_type', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('due_board_key', [...DUE_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}
