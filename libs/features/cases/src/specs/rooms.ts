import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { InMemoryEventStore, SqliteEventStore, type EventStore } from '#event-store';
import type { FixedClock } from '#kernel';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Ends with the spec, the last thing first. */
export function atTheEnd(end: () => unknown): void {
  endings.push(end);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cases-'));
  atTheEnd(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** One log for all specs of a kind: in memory, or in a file. */
export const logs: Readonly<Record<string, (clock: FixedClock) => EventStore>> = {
  'in memory': (clock) => new InMemoryEventStore(clock),
  'in a file': (clock) => {
    const store = SqliteEventStore.open({ file: join(temporaryFolder(), 'log.db'), clock });
    atTheEnd(() => store.close());
    return store;
  },
};
