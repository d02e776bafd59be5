import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { FixedClock } from '#kernel';
import { command, newId, newStream } from './contract/samples.contract.js';
import type { NewEvent, StoredEvent } from './event-store.js';
import { InMemoryEventStore } from './in-memory.event-store.js';

const text = fc.string({ unit: 'grapheme' });
const parts = fc.record(
  {
    type: text,
    schemaVersion: fc.integer({ min: 1 }),
    occurredAt: text,
    actor: fc.record({ id: text, role: fc.constant('supervisor' as const), unit: text }),
    fingerprint: text,
    correlationId: fc.uuid(),
    causationId: fc.uuid(),
    policyVersion: text,
    calendarVersion: text,
    data: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe('hashing an event', () => {
  it('covers the canonical JSON of all that is stored but position and hash', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        const store = new InMemoryEventStore(new FixedClock(0));
        const { events } = await store.append(newStream(), 'no-stream', [
          ...command(1),
          ...command(1, given),
        ]);
        for (const event of events) expect(event.hash).toBe(hashByTheBook(event));
        expect(events.map(({ prevHash }) => prevHash)).toEqual(['0'.repeat(64), events[0]?.hash]);
      }),
    );
  });
});

describe('hashing the events of one command', () => {
  it('covers what one of them has for itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 2, maxLength: 4 }), async (all) => {
        const store = new InMemoryEventStore(new FixedClock(0));
        const events = command(all.length).map((event, index) => ({ ...event, ...all[index] }));
        const [first] = events;
        const sameActor = events.map((event) => ({ ...event, actor: first?.actor ?? event.actor }));
        const appended = await store.append(newStream(), 'no-stream', sameActor);
        for (const event of appended.events) expect(event.hash).toBe(hashByTheBook(event));
      }),
    );
  });
});

describe('checking an append', () => {
  it.each<[string, Partial<NewEvent>]>([
    ['an id that is no UUID', { id: 'event-1' }],
    ['an id in capitals', { id: newId().toUpperCase() }],
    ['a version that is no number', { schemaVersion: 1.5 }],
    ['a lone surrogate in its metadata', { fingerprint: '\ud800' }],
    ['data too deep to write', { data: nested(100_000) }],
  ])('refuses %s', async (_, given) => {
    const store = new InMemoryEventStore(new FixedClock(0));
    const refused = store.append(newStream(), 'no-stream', command(1, given));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidEvents' });
  });
});

/** Written down once more, with other tools. */
function hashByTheBook({ hash: _, position: __, ...event }: StoredEvent): string {
  const canonical = canonicalize({ ...event, revision: event.revision.toString() });
  return createHash('sha256')
    .update(canonical ?? '', 'utf8')
    .digest('hex');
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
