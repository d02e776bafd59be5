import { sql, type Kysely, type QueryExecutorProvider } from 'kysely';
import { isSeenAlike, scopesOf, type CaseCard } from '../case-card/case-card-fold.js';
import type { Change, RowChanges } from '../changes.js';
import { wordsOf } from './words.js';

/**
 * What a case is found by: the words of its summary, and the units that may find it. A case has a row for the units of its
 * report and one more whenever others come to see it, so that words are taken out of the index only when they are erased.
 */
export interface CaseTextRow {
  /** `seq * TEXT_ROWS` + the number of units that could find the case before. */
  rowid: number;
  words: string;
  scopes: string;
}

/** Numbers kept free for the rows of one case. */
export const TEXT_ROWS = 4_096;

/** `gone` are the cases all of whose rows go, by seq. */
export function caseTextChanges(changes: readonly Change[]): RowChanges<number, CaseTextRow> {
  const gone: number[] = [];
  const come: CaseTextRow[] = [];
  for (const { before, after } of changes) {
    if (before && before.summary === after.summary && isSeenAlike(before, after)) continue;
    const seen = before && before.summary !== null ? scopesOf(before) : [];
    const now = after.summary === null ? [] : scopesOf(after);
    const grows = seen.length < TEXT_ROWS && seen.every((scope) => now.includes(scope));
    if (!grows) gone.push(after.seq);
    const more = grows ? now.filter((scope) => !seen.includes(scope)) : now;
    if (more.length > 0) come.push(rowOf(after, grows ? seen.length : 0, more));
  }
  return { gone, come };
}

/** Where the rows of a case begin; a whole number, as the index wants it. */
export function textRowsFrom(seq: number): bigint {
  return BigInt(seq) * BigInt(TEXT_ROWS);
}

/** A unit id as one word of the index, whatever characters it has. */
export function scopeWord(unit: string): string {
  return `u${Buffer.from(unit).toString('hex')}`;
}

/** With `secure-delete` an erased word is taken out of the index's pages, not only marked as gone: a millisecond or two. */
export async function createSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table case_text using fts5(words, scopes, columnsize=0)`.execute(db);
  await sql`insert into case_text (case_text, rank) values ('secure-delete', 1)`.execute(db);
}

export async function writeCaseText(
  db: QueryExecutorProvider,
  { gone, come }: RowChanges<number, CaseTextRow>,
): Promise<void> {
  for (const seq of gone) {
    const [first, next] = [textRowsFrom(seq), textRowsFrom(seq + 1)];
    await sql`delete from case_text where rowid >= ${first} and rowid < ${next}`.execute(db);
  }
  if (come.length === 0) return;
  const rows = JSON.stringify(come.map(({ rowid, words, scopes }) => [rowid, words, scopes]));
  await sql`insert into case_text (rowid, words, scopes)
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${rows})`.execute(db);
}

function rowOf(card: CaseCard, number: number, scopes: readonly string[]): CaseTextRow {
  const words = wordsOf(`${card.number} ${card.externalRef ?? ''} ${card.summary ?? ''}`).join(' ');
  return { rowid: card.seq * TEXT_ROWS + number, words, scopes: scopes.map(scopeWord).join(' ') };
}
