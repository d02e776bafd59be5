import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { scopesOf, type CaseCard } from '../case-card/case-card.fold.js';
import { wordsOf } from './words.js';

/** Full-text index without the text: words of the summary, and the units that may find them. `rowid` is the case's seq. */
export interface CaseTextRow {
  rowid: number;
  words: string;
  scopes: string;
}

export function caseTextRow(card: CaseCard): CaseTextRow | undefined {
  if (card.summary === null) return undefined;
  const words = wordsOf(`${card.number} ${card.externalRef ?? ''} ${card.summary}`).join(' ');
  return { rowid: card.seq, words, scopes: scopesOf(card).map(scopeWord).join(' ') };
}

/** A unit id as one word of the index, whatever characters it has. */
export function scopeWord(unit: string): string {
  return `u${Buffer.from(unit).toString('hex')}`;
}

export async function createSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table case_text using fts5(words, scopes, content='', contentless_delete=1)`.execute(
    db,
  );
}

export async function writeCaseText(
  db: QueryExecutorProvider,
  gone: readonly number[],
  rows: readonly CaseTextRow[],
): Promise<void> {
  if (gone.length > 0) {
    await sql`delete from case_text where rowid in (select value from json_each(${JSON.stringify(gone)}))`.execute(
      db,
    );
  }
  if (rows.length === 0) return;
  const json = JSON.stringify(rows.map(({ rowid, words, scopes }) => [rowid, words, scopes]));
  await sql`insert into case_text (rowid, words, scopes)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${json})`.execute(db);
}

/** Rewrites the index, so that erased words are gone from its pages too. Seconds at a million cases; erasures are rare. */
export async function forgetErasedWords(db: QueryExecutorProvider): Promise<void> {
  await sql`insert into case_text (case_text) values ('optimize')`.execute(db);
}
