import { refuse } from '../domain/rejections.js';

/** The last row of a page, in a form that a URL carries. */
export interface Place {
  readonly seq: number;
  readonly episode: number;
}

export function cursorOf({ seq, episode }: Place): string {
  return Buffer.from(`${seq}.${episode}`).toString('base64url');
}

/** @throws Rejection `unknown-cursor` */
export function placeOf(cursor: string): Place {
  const [, seq, episode] = /^(\d{1,15})\.(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const place = { seq: Number(seq), episode: Number(episode) };
  if (cursorOf(place) !== cursor) throw refuse('unknown-cursor');
  return place;
}
