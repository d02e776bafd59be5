import { rejectionsOf } from '#kernel';

const refuse = rejectionsOf({
  'unknown-cursor': ['invalid', 'This is not the end of a page of this list.', '分页标记无效。'],
});

/** The key of a page's last row, in a form that a URL carries: whole numbers, and perhaps a name at the end. */
export function cursorOf(...key: readonly (number | string)[]): string {
  return Buffer.from(key.join('.')).toString('base64url');
}

/** As many whole numbers as the key of the list has. @throws Rejection `unknown-cursor` */
export function numbersOf(cursor: string, count: number): readonly number[] {
  return wholeNumbers(cursor, partsOf(cursor), count);
}

/** The same with a name at the end. @throws Rejection `unknown-cursor` */
export function namedKeyOf(
  cursor: string,
  count: number,
): { readonly numbers: readonly number[]; readonly name: string } {
  const parts = partsOf(cursor);
  const name = parts.at(-1) ?? '';
  if (!/^[a-z][0-9A-Za-z_-]{0,80}$/.test(name)) throw refuse('unknown-cursor');
  return { numbers: wholeNumbers(cursor, parts.slice(0, -1), count, name), name };
}

function partsOf(cursor: string): readonly string[] {
  return Buffer.from(cursor, 'base64url').toString().split('.');
}

function wholeNumbers(
  cursor: string,
  parts: readonly string[],
  count: number,
  ...rest: readonly string[]
): readonly number[] {
  const numbers = parts.filter((part) => /^-?\d{1,16}$/.test(part)).map(Number);
  const whole = numbers.length === count && parts.length === count && numbers.every(Number.isSafeInteger);
  if (!whole || cursorOf(...numbers, ...rest) !== cursor) throw refuse('unknown-cursor');
  return numbers;
}
