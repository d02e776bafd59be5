import { refuse } from '../domain/rejections.js';

/** The key of a page's last row, in a form that a URL carries. */
export function cursorOf(...key: readonly (string | number)[]): string {
  return Buffer.from(key.join(' ')).toString('base64url');
}

/** The parts of a cursor, each of the form that is asked for. @throws Rejection `unknown-cursor` */
export function partsOf(cursor: string, forms: readonly RegExp[]): readonly string[] {
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ');
  const fits = parts.length === forms.length && forms.every((form, index) => form.test(parts[index] ?? ''));
  if (!fits || cursorOf(...parts) !== cursor) throw refuse('unknown-cursor');
  return parts;
}

/** As many whole numbers as the key of the list has. @throws Rejection `unknown-cursor` */
export function numbersOf(cursor: string, count: number): readonly number[] {
  const numbers = partsOf(cursor, Array<RegExp>(count).fill(/^-?\d{1,15}$/)).map(Number);
  if (numbers.some((number) => Object.is(number, -0))) throw refuse('unknown-cursor');
  return numbers;
}
