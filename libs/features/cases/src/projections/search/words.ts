/** Han, kana and hangul have no spaces: every character is a word, and a phrase finds them side by side. */
const SINGLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** The words under which a text is found: normalised, lower case, letters and digits only. */
export function wordsOf(text: string): readonly string[] {
  const spaced = text.normalize('NFKC').toLowerCase().replaceAll(SINGLE, ' $& ');
  return spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** An FTS5 query for a text as a person types it: each part between spaces as a phrase, the last word as a beginning. */
export function phrasesOf(text: string): string | undefined {
  const phrases = text
    .split(/\s+/u)
    .map((part) => wordsOf(part))
    .filter((words) => words.length > 0)
    .map((words) => `"${words.join(' ')}"*`);
  return phrases.length === 0 ? undefined : phrases.join(' AND ');
}
