import { sql, type Kysely } from 'kysely';
import type { RunningDeadline } from '../../domain/clock/clock.state.js';
import type { Change, RowChanges } from '../changes.js';

/** One row per rung that is still to fire, in the order in which alarms are read. */
export interface ArmedAlarmRow {
  /** Milliseconds since 1970. */
  at: number;
  case_id: string;
  name: string;
  version: number;
}

export const ARMED_ALARM_KEY = ['at', 'case_id', 'name'] as const;

type ArmedAlarmKey = Pick<ArmedAlarmRow, (typeof ARMED_ALARM_KEY)[number]>;

const NOTHING_RUNS: Readonly<Record<string, RunningDeadline>> = {};

/** A limit that goes on as it was is the same object before and after, and its row stays. */
export function armedAlarmChanges(changes: readonly Change[]): RowChanges<ArmedAlarmKey, ArmedAlarmRow> {
  const gone: ArmedAlarmKey[] = [];
  const come: ArmedAlarmRow[] = [];
  for (const { before, after } of changes) {
    const old = before?.state.clock.running ?? NOTHING_RUNS;
    const now = after.state.clock.running;
    if (old === now) continue;
    for (const row of rowsBeyond(now, old, after.caseId))
      gone.push({ at: row.at, case_id: row.case_id, name: row.name });
    come.push(...rowsBeyond(old, now, after.caseId));
  }
  return { gone, come };
}

type Running = Readonly<Record<string, RunningDeadline>>;

/** The alarms of the limits that the others do not have. */
function rowsBeyond(others: Running, running: Running, caseId: string): ArmedAlarmRow[] {
  return Object.values(running).flatMap((deadline) => {
    const { name, version, alarm } = deadline;
    if (alarm === undefined || others[name] === deadline) return [];
    return [{ at: Date.parse(alarm.at), case_id: caseId, name, version }];
  });
}

export async function createArmedAlarms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('armed_alarm')
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('armed_alarm_key', [...ARMED_ALARM_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}
