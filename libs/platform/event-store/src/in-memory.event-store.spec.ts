import { FixedClock } from '#kernel';
import type { LogFixture, TestLogOptions } from './contract/fixture.contract.js';
import { eventStoreContract } from './event-store.contract.js';
import type { StoredEvent } from './event-store.js';
import { InMemoryEventStore } from './in-memory.event-store.js';

/** Memory that somebody has laid hands on. */
class OpenMemory extends InMemoryEventStore {
  rewrite(events: readonly StoredEvent[]): this {
    this.log.splice(0, Infinity, ...events);
    return this;
  }
}

const none = 'memory does not outlive its process';

const fixture: LogFixture = {
  open({ maximumAppendSize }: TestLogOptions = {}) {
    const clock = new FixedClock(Date.parse('2026-01-05T00:00:00.000Z'));
    const store = new OpenMemory(clock, maximumAppendSize);
    return { store, clock, reopen: () => Promise.resolve(store), close: () => store.close() };
  },
  skills: {
    rewrite: (log, events) => Promise.resolve((log.store as OpenMemory).rewrite(events)),
  },
  notHere: {
    28: 'memory is never away',
    31: none,
    32: 'memory has no disk',
    33: none,
    34: none,
    35: none,
  },
};

eventStoreContract('in memory', fixture);
