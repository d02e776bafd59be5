/** Han, kana and hangul have no spaces: every character is a word, and a phrase finds them side by side. */
const SINGLE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`;
const LETTER = String.raw`[\p{L}\p{N}]`;
const WORD = new RegExp(`[${SINGLE}&&${LETTER}]|[${LETTER}--${SINGLE}]+`, 'gv');
const ENDS_IN_SINGLE = new RegExp(`${SINGLE}$`, 'v');
/** More parts than anybody types; each costs a walk through the index. */
const MOST_PHRASES = 12;

/** The words under which a text is found: normalised, lower case, letters and digits only. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/**
 * An FTS5 query for a text as a person types it: each part between spaces is a phrase, its last word perhaps only begun.
 * Nothing of the text stands outside quotes, and no quote is left in it.
 */
export function phrasesOf(text: string): string | undefined {
  const phrases = text
    .split(/\s+/u)
    .map((part) => wordsOf(part).join(' '))
    .filter((words) => words !== '')
    .slice(0, MOST_PHRASES)
    .map((words) => (ENDS_IN_SINGLE.test(words) ? `"${words}"` : `"${words}"*`));
  return phrases.length === 0 ? undefined : phrases.join(' AND ');
}
