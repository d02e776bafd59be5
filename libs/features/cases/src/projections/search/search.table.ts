import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { isSeenAlike, scopesOf, type CaseCard } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';
import { wordsOf } from './words.js';

/** What a case is found by: the words of its summary, and the units that may find it. `rowid` is the case's seq. */
export interface CaseTextRow {
  rowid: number;
  words: string;
  scopes: string;
}

/** The words are written anew only when others see the case, or when they are erased. */
export function caseTextChanges(changes: readonly Change[]): RowChanges<number, CaseTextRow> {
  const moved = changes.filter(
    ({ before, after }) => !before || before.summary !== after.summary || !isSeenAlike(before, after),
  );
  return {
    gone: moved.flatMap(({ before }) => (before && before.summary !== null ? [before.seq] : [])),
    come: moved.flatMap(({ after }) => (after.summary === null ? [] : [rowOf(after, after.summary)])),
  };
}

/** A unit id as one word of the index, whatever characters it has. */
export function scopeWord(unit: string): string {
  return `u${Buffer.from(unit).toString('hex')}`;
}

/** With `secure-delete` an erased word is taken out of the index's pages, not only marked as gone. */
export async function createSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table case_text using fts5(words, scopes, columnsize=0)`.execute(db);
  await sql`insert into case_text (case_text, rank) values ('secure-delete', 1)`.execute(db);
}

export async function writeCaseText(
  db: QueryExecutorProvider,
  { gone, come }: RowChanges<number, CaseTextRow>,
): Promise<void> {
  if (gone.length > 0) {
    await sql`delete from case_text where rowid in (select value from json_each(${JSON.stringify(gone)}))`.execute(
      db,
    );
  }
  if (come.length === 0) return;
  const rows = JSON.stringify(come.map(({ rowid, words, scopes }) => [rowid, words, scopes]));
  await sql`insert into case_text (rowid, words, scopes)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${rows})`.execute(db);
}

function rowOf(card: CaseCard, summary: string): CaseTextRow {
  const words = wordsOf(`${card.number} ${card.externalRef ?? ''} ${summary}`).join(' ');
  return { rowid: card.seq, words, scopes: scopesOf(card).map(scopeWord).join(' ') };
}
