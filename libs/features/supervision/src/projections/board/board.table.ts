import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { mattersOf, type CaseStanding, type Matter } from '../case-standing/case-standing.js';

/** One row per matter and unit that oversees it: a county's board costs what a group's does. */
export interface BoardRow {
  scope: string;
  state: string;
  /** Milliseconds since 1970. */
  since: number;
  seq: number;
  unit: string;
  level: number;
}

export const BOARD_KEY = ['scope', 'state', 'since', 'seq', 'unit'] as const;

/** How many matters a unit and those below it have, by state. */
export interface BoardCountRow {
  unit: string;
  /** The unit above; empty for a county. */
  parent: string;
  state: string;
  count: number;
}

export interface StandingChange {
  /** Undefined for a case that is new. */
  readonly before: CaseStanding | undefined;
  readonly after: CaseStanding;
}

export interface BoardChanges {
  readonly gone: readonly Pick<BoardRow, (typeof BOARD_KEY)[number]>[];
  readonly come: readonly BoardRow[];
  /** How much each count grows or shrinks. */
  readonly counts: readonly BoardCountRow[];
}

/** The rows of all units that oversee the case; none is written that stays as it was. */
export function boardChanges(changes: readonly StandingChange[]): BoardChanges {
  const gone: BoardRow[] = [];
  const come: BoardRow[] = [];
  const counts = new Map<string, BoardCountRow>();
  const count = (row: Placed, by: number) => {
    const key = `${row.scope} ${row.state}`;
    const { scope: unit, parent, state } = row;
    counts.set(key, { unit, parent, state, count: (counts.get(key)?.count ?? 0) + by });
  };
  for (const { before, after } of changes) {
    const old = before ? rowsOf(before) : new Map<string, Placed>();
    const now = rowsOf(after);
    for (const [key, row] of old) {
      if (now.has(key)) continue;
      gone.push(row);
      count(row, -1);
    }
    for (const [key, row] of now) {
      if (old.has(key)) continue;
      come.push(row);
      count(row, 1);
    }
  }
  const moved = [...counts.values()].filter((row) => row.count !== 0);
  return { gone: gone.map(keyOf), come: come.map(rowOf), counts: moved };
}

interface Placed extends BoardRow {
  parent: string;
}

const none: ReadonlyMap<string, Placed> = new Map();

function rowsOf(standing: CaseStanding): ReadonlyMap<string, Placed> {
  const matters = mattersOf(standing);
  if (matters.length === 0) return none;
  const rows = matters.flatMap((matter) => placesOf(matter, standing.seq));
  return new Map(rows.map((row) => [JSON.stringify(row), row]));
}

function placesOf({ state, since, unit, level, path }: Matter, seq: number): readonly Placed[] {
  return path.map((scope, index) => ({
    scope,
    parent: path[index - 1] ?? '',
    state,
    since: Date.parse(since),
    seq,
    unit,
    level,
  }));
}

function keyOf({ scope, state, since, seq, unit }: BoardRow) {
  return { scope, state, since, seq, unit };
}

function rowOf(row: BoardRow): BoardRow {
  return { ...keyOf(row), level: row.level };
}

export async function createBoard(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('supervision_board')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('since', 'integer', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('level', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('supervision_board_key', [...BOARD_KEY])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('supervision_count')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('parent', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('supervision_count_key', ['unit', 'state'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createIndex('supervision_count_below')
    .on('supervision_count')
    .columns(['parent', 'unit', 'state', 'count'])
    .execute();
}

/** Adds the differences to the counts, one statement for all. */
export async function addCounts(db: QueryExecutorProvider, rows: readonly BoardCountRow[]): Promise<void> {
  if (rows.length === 0) return;
  const all = JSON.stringify(rows.map(({ unit, parent, state, count }) => [unit, parent, state, count]));
  await sql`insert into supervision_count (unit, parent, state, count)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${all}) where true
    on conflict (unit, state) do update set count = count + excluded.count, parent = excluded.parent`.execute(
    db,
  );
}
