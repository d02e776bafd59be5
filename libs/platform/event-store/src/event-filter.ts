import type { EventFilter, StoredEvent } from './event-store.js';

/** The test that a filter stands for. */
export function accepts({ streamPrefixes, types }: EventFilter): (event: StoredEvent) => boolean {
  const names = types && new Set(types);
  return ({ stream, type }) =>
    (!names || names.has(type)) &&
    (!streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix)));
}
