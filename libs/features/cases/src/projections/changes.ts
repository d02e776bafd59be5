import type { CaseCard } from './case-card/case-card.fold.js';
import { countedIn } from './counters/counters.table.js';

/** A case before and after a batch; the rows of every read model follow from the difference. */
export interface Change {
  readonly before: CaseCard | undefined;
  readonly after: CaseCard;
}

/** The rows that have gone and those that have come or changed, told apart by their key. */
export function differenceOf<Row extends object>(
  changes: readonly Change[],
  key: readonly (keyof Row)[],
  rowsOf: (card: CaseCard) => readonly Row[],
): { gone: Partial<Row>[]; come: Row[] } {
  const gone: Partial<Row>[] = [];
  const come: Row[] = [];
  const byKey = (rows: readonly Row[]) =>
    new Map(rows.map((row) => [key.map((column) => row[column]).join('\0'), row]));
  for (const { before, after } of changes) {
    const old = byKey(before ? rowsOf(before) : []);
    const now = byKey(rowsOf(after));
    for (const [id, row] of old) if (!now.has(id)) gone.push(pick(row, key));
    for (const [id, row] of now) if (!same(old.get(id), row)) come.push(row);
  }
  return { gone, come };
}

/** How much each count grows or shrinks. */
export function countChanges(changes: readonly Change[]): ReadonlyMap<string, number> {
  const differences = new Map<string, number>();
  const add = (card: CaseCard | undefined, by: number) => {
    if (card) for (const key of countedIn(card)) differences.set(key, (differences.get(key) ?? 0) + by);
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  return differences;
}

function same<Row extends object>(one: Row | undefined, other: Row): boolean {
  return (
    one !== undefined &&
    (Object.keys(other) as (keyof Row)[]).every((column) => one[column] === other[column])
  );
}

function pick<Row extends object>(row: Row, keys: readonly (keyof Row)[]): Partial<Row> {
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Partial<Row>;
}
