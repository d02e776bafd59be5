import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { answerable, type ExistingCase } from '../../domain/case.state.js';
import { isSeenAlike, scopesOf, type CaseCard } from '../case-card/case-card-fold.js';
import type { Change } from '../changes.js';

/** How many cases a unit and those below it have, by measure: `stage:…`, `outcome:…`, and `answers-for` for the unit itself. */
export interface UnitCountRow {
  unit: string;
  measure: string;
  count: number;
}

/** How much each count grows or shrinks, by `<unit> <measure>`. */
export function countChanges(changes: readonly Change[]): ReadonlyMap<string, number> {
  const differences = new Map<string, number>();
  const add = (card: CaseCard, by: number) => {
    for (const key of countedIn(card)) differences.set(key, (differences.get(key) ?? 0) + by);
  };
  for (const { before, after } of changes) {
    if (before && countsAlike(before, after)) continue;
    if (before) add(before, -1);
    add(after, 1);
  }
  return differences;
}

function countsAlike(before: CaseCard, after: CaseCard): boolean {
  const [old, now] = [before.state, after.state];
  return (
    old.lifecycle.stage === now.lifecycle.stage &&
    outcomeOf(old) === outcomeOf(now) &&
    old.custody.holder === now.custody.holder &&
    isSeenAlike(before, after)
  );
}

/** What one case adds to, as `<unit> <measure>`: unit ids have no spaces. */
function* countedIn(card: CaseCard): Generator<string> {
  const stage = `stage:${card.state.lifecycle.stage}`;
  const outcome = outcomeOf(card.state);
  for (const unit of scopesOf(card)) {
    yield `${unit} ${stage}`;
    if (outcome !== undefined) yield `${unit} outcome:${outcome}`;
  }
  const holder = answerable(card.state);
  if (holder !== undefined) yield `${holder} answers-for`;
}

function outcomeOf({ lifecycle }: ExistingCase): string | undefined {
  return lifecycle.stage === 'closed' ? lifecycle.outcome : undefined;
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
