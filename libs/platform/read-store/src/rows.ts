import { CompiledQuery, type Insertable, type Kysely, type Selectable } from 'kysely';

/** Rows go in statements of these sizes, so that each table needs few statements and they stay prepared. */
const SIZES = [64, 8, 1] as const;

type TableOf<Tables> = keyof Tables & string;
type Row<Tables, Table extends TableOf<Tables>> = Insertable<Tables[Table]>;
type Column<Tables, Table extends TableOf<Tables>> = keyof Row<Tables, Table> & string;

/**
 * Writes rows whole: a row whose key is there already is overwritten, or only in the columns that `overwriting` names, so
 * that the indexes of the others are left alone. All rows have the columns of the first; an `undefined` value is stored
 * as null.
 */
export async function upsertRows<Tables, Table extends TableOf<Tables>>(
  db: Kysely<Tables>,
  table: Table,
  key: Column<Tables, Table> | readonly Column<Tables, Table>[],
  rows: readonly Row<Tables, Table>[],
  overwriting?: readonly Column<Tables, Table>[],
): Promise<void> {
  const keys: readonly string[] = typeof key === 'string' ? [key] : (key as readonly string[]);
  const columns = columnsOf(rows);
  const others = overwriting ?? columns.filter((column) => !keys.includes(column));
  const set = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  const [before, after] = [
    `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values `,
    ` on conflict (${keys.map(quoted).join(', ')}) do ${set ? `update set ${set}` : 'nothing'}`,
  ];
  await inChunks(db, rows, columns, (tuples) => before + tuples + after);
}

/** The rows that have the same values as one of the given, in the columns of the first of them. */
export async function findRows<Tables, Table extends TableOf<Tables>>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Partial<Row<Tables, Table>>[],
): Promise<Selectable<Tables[Table]>[]> {
  const columns = columnsOf(rows);
  const before = `select * from ${quoted(table)} where (${columns.map(quoted).join(', ')}) in (values `;
  const found = await inChunks(db, rows, columns, (tuples) => `${before}${tuples})`);
  return found as Selectable<Tables[Table]>[];
}

/** Removes every row that has the same values as one of the given, in the columns of the first of them. */
export async function deleteRows<Tables, Table extends TableOf<Tables>>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Partial<Row<Tables, Table>>[],
): Promise<void> {
  const columns = columnsOf(rows);
  const before = `delete from ${quoted(table)} where (${columns.map(quoted).join(', ')}) in (values `;
  await inChunks(db, rows, columns, (tuples) => `${before}${tuples})`);
}

async function inChunks(
  db: { executeQuery(query: CompiledQuery): Promise<{ rows: unknown[] }> },
  rows: readonly object[],
  columns: readonly string[],
  statement: (tuples: string) => string,
): Promise<unknown[]> {
  const answers: unknown[] = [];
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  let from = 0;
  for (const size of SIZES) {
    if (rows.length - from < size) continue;
    const sql = statement(Array(size).fill(tuple).join(', '));
    for (; rows.length - from >= size; from += size) {
      const answer = await db.executeQuery(CompiledQuery.raw(sql, valuesIn(rows, from, size, columns)));
      answers.push(...answer.rows);
    }
  }
  return answers;
}

/** What so many rows have in these columns, row by row. */
function valuesIn(
  rows: readonly object[],
  from: number,
  size: number,
  columns: readonly string[],
): unknown[] {
  const values = Array.from<unknown>({ length: size * columns.length });
  let at = 0;
  for (let index = from; index < from + size; index += 1) {
    const row = rows[index] as Readonly<Record<string, unknown>>;
    for (const column of columns) values[at++] = row[column] ?? null;
  }
  return values;
}

function columnsOf(rows: readonly object[]): readonly string[] {
  return Object.keys(rows[0] ?? {});
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
