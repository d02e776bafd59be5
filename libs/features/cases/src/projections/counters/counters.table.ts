import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { scopesOf, type CaseCard } from '../case-card/case-card.fold.js';

/** How many cases a unit and those below it have, by measure: `stage:…`, `outcome:…`, and `answers-for` for the unit itself. */
export interface UnitCountRow {
  unit: string;
  measure: string;
  count: number;
}

/** What one case adds to which count, as `unit measure`. */
export function countedIn(card: CaseCard): readonly string[] {
  const { lifecycle, custody } = card.state;
  const measures = [`stage:${lifecycle.stage}`];
  if (lifecycle.stage === 'closed') measures.push(`outcome:${lifecycle.outcome}`);
  const counted = scopesOf(card).flatMap((unit) => measures.map((measure) => `${unit} ${measure}`));
  const open = !['closed', 'rejected', 'withdrawn', 'merged'].includes(lifecycle.stage);
  return open ? [...counted, `${custody.holder} answers-for`] : counted;
}

export async function createCounters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unit_count')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('unit_count_key', ['unit', 'measure'])
    .modifyEnd(sql`without rowid`)
    .execute();
}

/** Adds the differences to the counts, one statement for all. */
export async function addCounts(
  db: QueryExecutorProvider,
  differences: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...differences]
    .filter(([, difference]) => difference !== 0)
    .map(([key, difference]) => [...key.split(' '), difference]);
  if (rows.length === 0) return;
  await sql`insert into unit_count (unit, measure, count)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(rows)}) where true
    on conflict (unit, measure) do update set count = count + excluded.count`.execute(db);
}
