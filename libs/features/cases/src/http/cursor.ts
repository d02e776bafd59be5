import { rejectionsOf } from '#kernel';

const refuse = rejectionsOf({
  'unknown-cursor': ['invalid', 'This is not the end of a page of this list.', '分页标记无效。'],
});

/** The key of a page's last row, in a form that a URL carries. */
export function cursorOf(...key: readonly number[]): string {
  return Buffer.from(key.join('.')).toString('base64url');
}

/** As many whole numbers as the key of the list has. @throws Rejection `unknown-cursor` */
export function numbersOf(cursor: string, count: number): readonly number[] {
  const parts = Buffer.from(cursor, 'base64url').toString().split('.');
  const numbers = parts.filter((part) => /^-?\d{1,16}$/.test(part)).map(Number);
  const whole = numbers.length === count && parts.length === count && numbers.every(Number.isSafeInteger);
  if (!whole || cursorOf(...numbers) !== cursor) throw refuse('unknown-cursor');
  return numbers;
}
