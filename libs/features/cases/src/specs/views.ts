import { sql } from 'kysely';
import type { StoredEvent } from '#event-store';
import type { Vault } from '#privacy';
import { ProjectionRunner, ReadStore, ViewsFile, type ViewsMark } from '#read-store';
import { casesProjection } from '../projections/cases.projection.js';
import { TEXT_ROWS, type CaseTextRow } from '../projections/search/search.table.js';
import type { CaseOffice } from './case-office.js';
import { atTheEnd, temporaryFolder } from './rooms.js';

/** Read models in memory that hold these batches. */
export async function viewsOf(
  batches: readonly (readonly StoredEvent[])[],
  vault: Vault,
): Promise<ViewsFile> {
  const views = await ViewsFile.inMemory([casesProjection(vault)]);
  atTheEnd(() => views.close());
  for (const batch of batches) if (batch.length > 0) await views.fold(batch);
  return views;
}

/** The queries ask a `ReadStore` for its `db` and nothing else. */
export function asStore(views: ViewsFile): ReadStore {
  return views as unknown as ReadStore;
}

const TABLES = [
  'case_card',
  'case_brief',
  'case_number',
  'case_scope',
  'inbox',
  'unit_count',
  'armed_alarm',
  'due_board',
  'running_case',
  'calendar_move',
];

/** Every row of every table, in an order of its own; a count of nothing is as good as none. */
export async function rowsIn(views: ViewsFile): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables: Record<string, readonly string[]> = {};
  for (const table of TABLES) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(views.db());
    const counted = rows.filter((row) => !('count' in row) || row.count !== 0);
    tables[table] = counted.map((row) => JSON.stringify(row)).sort();
  }
  return { ...tables, case_text: await wordsIn(views) };
}

/** Which unit finds which case by which words: into how many rows that is cut hangs on the batches. */
async function wordsIn(views: ViewsFile): Promise<readonly string[]> {
  const all = sql<CaseTextRow>`select rowid, words, scopes from case_text`;
  const { rows } = await all.execute(views.db());
  return rows
    .flatMap(({ rowid, words, scopes }) =>
      scopes.split(' ').map((scope) => `${Math.floor(rowid / TEXT_ROWS)} ${scope} ${words}`),
    )
    .sort();
}

/** @throws Error when the index of words is not that of the words */
export async function checkWords(views: ViewsFile): Promise<void> {
  await sql`insert into case_text (case_text, rank) values ('integrity-check', 1)`.execute(views.db());
}

/** Read models in files that follow the office's log, as in the running service. */
export async function follow({ store, clock, vault }: CaseOffice, folder = temporaryFolder()) {
  const readers: ReadStore[] = [];
  const projections = [casesProjection(vault)];
  const onAdvanced = (mark: ViewsMark) => readers.forEach((reader) => reader.advanced(mark));
  const runner = new ProjectionRunner({ folder, store, clock, projections, onAdvanced });
  atTheEnd(() => runner.stop());
  await runner.prepare();
  const views = ReadStore.open({ folder });
  atTheEnd(() => views.close());
  readers.push(views);
  runner.start();
  return { folder, runner, views, caughtUp: async () => views.waitFor(await store.head()) };
}
