import { sql, type Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { decodeCaseEvent } from '../../domain/case.codec.js';

/** One row per date that a version of a calendar has moved, and unit that looks upon it: its own and all above. */
export interface CalendarMoveRow {
  calendar: string;
  version: number;
  scope: string;
  seq: number;
  name: string;
  /** Arm version of the limit after the move: the same version may move a date twice, by way of another one. */
  arm: number;
  unit: string;
  /** Milliseconds since 1970. */
  moved_from: number;
  moved_to: number;
}

export const CALENDAR_MOVE_KEY = ['calendar', 'version', 'scope', 'seq', 'name', 'arm'] as const;

/** What this event says about a calendar and the case with this place in the order of reports. */
export function calendarMovesIn(stored: StoredEvent, seq: number): readonly CalendarMoveRow[] {
  if (stored.type !== 'DeadlineMoved') return [];
  const event = decodeCaseEvent(stored);
  if (event?.type !== 'DeadlineMoved' || event.data.because.reason !== 'calendar') return [];
  const { deadline, from, because } = event.data;
  const { id: calendar, version } = because.calendar;
  const { name, version: arm, unit, due } = deadline;
  const dates = { moved_from: Date.parse(from), moved_to: Date.parse(due) };
  return deadline.path.map((scope) => ({ calendar, version, scope, seq, name, arm, unit, ...dates }));
}

export async function createCalendarMoves(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_move')
    .addColumn('calendar', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('arm', 'integer', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('moved_from', 'integer', (column) => column.notNull())
    .addColumn('moved_to', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('calendar_move_key', [...CALENDAR_MOVE_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
}
