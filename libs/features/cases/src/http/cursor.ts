import { rejectionsOf } from '#kernel';

const refuse = rejectionsOf({
  'unknown-cursor': ['invalid', 'This is not the end of a page of this list.', '分页标记无效。'],
});

/** The key of a page's last row, in a form that a URL carries. */
export function cursorOf(...key: readonly number[]): string {
  return Buffer.from(key.join('.')).toString('base64url');
}

/** @throws Rejection `unknown-cursor` */
export function keyOf(cursor: string): readonly [number, number] {
  const [first, second, ...more] = Buffer.from(cursor, 'base64url').toString().split('.').map(Number);
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || more.length > 0)
    throw refuse('unknown-cursor');
  return [first as number, second as number];
}
