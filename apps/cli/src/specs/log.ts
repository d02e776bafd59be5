import { join } from 'node:path';
import { SqliteEventStore, type StoredEvent } from '#event-store';
import type { Console } from './console.js';

/** Every event in the streams that begin so. */
export async function eventsIn({ data }: Console, prefix: string): Promise<readonly StoredEvent[]> {
  const store = SqliteEventStore.open({ file: join(data, 'log.db'), readOnly: true });
  try {
    const filter = { streamPrefixes: [prefix] };
    const events: StoredEvent[] = [];
    let page = await store.readAll({ filter });
    for (;;) {
      events.push(...page.events);
      if (page.atHead) return events;
      page = await store.readAll({ filter, from: page.position });
    }
  } finally {
    await store.close();
  }
}

/** How often each type of event is there. */
export async function typesIn(desk: Console, prefix: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { type } of await eventsIn(desk, prefix)) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
