import { rejectionsOf } from '#kernel';

const refuse = rejectionsOf({
  'unknown-cursor': ['invalid', 'This is not the end of a page of this list.', '分页标记无效。'],
});

/** What a list's key is made of: whole numbers, and words of some form, without a dot. */
type KeyPart = 'whole' | RegExp;

type Key<Parts extends readonly KeyPart[]> = {
  readonly [Index in keyof Parts]: Parts[Index] extends RegExp ? string : number;
};

/** The key of a page's last row, in a form that a URL carries. */
export function cursorOf(...key: readonly (number | string)[]): string {
  return Buffer.from(key.join('.')).toString('base64url');
}

/** The key in a cursor, if it is one of this list. @throws Rejection `unknown-cursor` */
export function keyIn<const Parts extends readonly KeyPart[]>(cursor: string, parts: Parts): Key<Parts> {
  const words = Buffer.from(cursor, 'base64url').toString().split('.');
  const key = parts.map((part, index) => partOf(part, words[index] ?? ''));
  // No other spelling of a number, and no word too many.
  if (cursorOf(...key) !== cursor) throw refuse('unknown-cursor');
  return key as unknown as Key<Parts>;
}

function partOf(part: KeyPart, word: string): number | string {
  if (part !== 'whole' && part.test(word)) return word;
  if (part === 'whole' && Number.isSafeInteger(Number(word))) return Number(word);
  throw refuse('unknown-cursor');
}
