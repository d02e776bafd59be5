import { expect } from '@jest/globals';
import fc from 'fast-check';
import { StreamNotFound } from '../event-store.errors.js';
import { LOG_START } from '../event-store.js';
import type { EventStore, LogPosition, StoredEvent } from '../event-store.js';
import { everything } from './fixture.contract.js';
import type { Behaviours } from './fixture.contract.js';
import { command, newStream, turns, until, write } from './samples.contract.js';

const BEYOND_DOUBLES = 2n ** 53n;

/** Eight writers, each with the turns it waits before each of its appends. */
export const eightWriters = fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }), {
  minLength: 8,
  maxLength: 8,
});

/** Behaviours 16 to 22. */
export function readContract(behaviours: Behaviours): void {
  behaviours.of(16, 'reads a stream forwards from a revision on', async ({ store }) => {
    const stream = newStream();
    const { events } = await store.append(stream, 'no-stream', command(5));
    expect(await store.readStream(stream)).toEqual(events);
    expect(await store.readStream(stream, { from: 3n })).toEqual(events.slice(3));
    expect(await store.readStream(stream, { from: 1n, limit: 2 })).toEqual(events.slice(1, 3));
    expect(await store.readStream(stream, { from: 5n })).toEqual([]);
    expect(await store.readStream(stream, { from: 2n ** 70n })).toEqual([]);
    await expect(store.readStream(newStream())).rejects.toBeInstanceOf(StreamNotFound);
  });

  behaviours.of(17, 'reads a stream backwards, from its last event or another', async ({ store }) => {
    const stream = newStream();
    const events = [...(await store.append(stream, 'no-stream', command(5))).events].reverse();
    await store.append(newStream(), 'no-stream', command(1));
    expect(await store.readStream(stream, { direction: 'backwards' })).toEqual(events);
    expect(await store.readStream(stream, { direction: 'backwards', limit: 1 })).toEqual(events.slice(0, 1));
    expect(await store.readStream(stream, { direction: 'backwards', from: 2n, limit: 2 })).toEqual(
      events.slice(2, 4),
    );
    await expect(store.readStream(newStream(), { direction: 'backwards' })).rejects.toBeInstanceOf(
      StreamNotFound,
    );
  });

  behaviours.of(18, 'reads all streams in the order they were written', async ({ store }) => {
    expect(await store.readAll()).toEqual({ events: [], position: LOG_START, atHead: true });
    expect(await store.head()).toBe(LOG_START);
    const written = [];
    for (const count of [3, 1, 4])
      written.push(...(await store.append(newStream(), 'no-stream', command(count))).events);
    const page = await store.readAll();
    expect(page).toEqual({ events: written, position: await store.head(), atHead: true });
    expect(increasing(page.events)).toBe(true);
    const middle = written[3]?.position;
    const tail = { events: written.slice(4, 6), position: written[5]?.position, atHead: false };
    expect(await store.readAll({ ...(middle && { from: middle }), limit: 2 })).toEqual(tail);
    expect(await store.readAll({ from: page.position })).toEqual({
      events: [],
      position: page.position,
      atHead: true,
    });
  });

  behaviours.of(
    19,
    'filters by beginnings of streams and by types, and still moves on',
    async ({ store }) => {
      const [one, other] = [newStream('unit'), newStream('case')];
      await store.append(other, 'no-stream', command(6000));
      const { events } = await store.append(one, 'no-stream', [
        ...command(2),
        ...command(1, { type: 'UnitOpened' }),
      ]);
      await store.append(other, 5999n, command(1, { type: 'UnitOpened' }));
      expect(await matching(store, { streamPrefixes: ['unit-', 'person-'] })).toEqual(events);
      expect(await matching(store, { streamPrefixes: ['unit-'], types: ['UnitOpened'] })).toEqual(
        events.slice(2),
      );
      expect(await matching(store, { types: ['UnitOpened', 'UnitMoved'] })).toHaveLength(2);
      expect(await matching(store, { streamPrefixes: ['%', 'UNIT-'] })).toEqual([]);
      expect(await matching(store, { types: [] })).toEqual([]);
    },
  );

  behaviours.of(20, 'never shows an event before one that a reader has passed already', async ({ store }) => {
    await fc.assert(
      fc.asyncProperty(eightWriters, async (scripts) => {
        const seen = readUntilTold(store, await store.head());
        await Promise.all(scripts.map((script) => write(store, newStream(), script)));
        const events = await seen.stop();
        expect(events).toEqual((await everything(store)).slice(-events.length));
        expect(events).toHaveLength(scripts.flat().length);
      }),
      { numRuns: 5 },
    );
  });

  behaviours.of(21, 'neither repeats nor skips what is written during a long read', async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', command(50));
    const seen: StoredEvent[] = [];
    for (let from = LOG_START, next = 49n; ; next += 1n) {
      const page = await store.readAll({ from, limit: 7 });
      seen.push(...page.events);
      from = page.position;
      if (page.atHead) break;
      if (next < 59n) await store.append(stream, next, command(1));
    }
    expect(seen).toEqual(await store.readStream(stream));
    expect(seen.length).toBeGreaterThan(50);
  });

  behaviours.needing(
    ['rewrite'],
    22,
    'keeps positions and revisions beyond 2^53',
    async (log, { rewrite }) => {
      const stream = newStream();
      const [first] = (await log.store.append(stream, 'no-stream', command(1))).events;
      if (!first) throw new Error('no sample');
      const position = String(BEYOND_DOUBLES + 1n).padStart(20, '0') as LogPosition;
      const store = await rewrite(log, [{ ...first, revision: BEYOND_DOUBLES, position }]);
      const { events } = await store.append(stream, BEYOND_DOUBLES, command(2));
      expect(events.map(({ revision }) => revision)).toEqual([BEYOND_DOUBLES + 1n, BEYOND_DOUBLES + 2n]);
      expect(events.map((event) => BigInt(event.position))).toEqual([
        BEYOND_DOUBLES + 2n,
        BEYOND_DOUBLES + 3n,
      ]);
      expect(await store.readStream(stream, { from: BEYOND_DOUBLES + 1n })).toEqual(events);
      expect((await store.readAll({ from: position, filter: { types: ['NoteAdded'] } })).events).toEqual(
        events,
      );
      expect((await store.readAll()).position).toBe(await store.head());
    },
  );
}

function increasing(events: readonly StoredEvent[]): boolean {
  return events.every(({ position }, index) => position > (events[index - 1]?.position ?? LOG_START));
}

async function matching(store: EventStore, filter: { streamPrefixes?: string[]; types?: string[] }) {
  const events: StoredEvent[] = [];
  for (let from = LOG_START; ;) {
    const page = await store.readAll({ from, filter, limit: 1000 });
    expect(page.atHead || page.position > from).toBe(true);
    events.push(...page.events);
    from = page.position;
    if (page.atHead) break;
  }
  return events;
}

/** Reads small pages all the time, until it is told that all was written. */
function readUntilTold(store: EventStore, start: LogPosition) {
  const seen: StoredEvent[] = [];
  let head: LogPosition | undefined;
  let from = start;
  const reading = until(async () => {
    const page = await store.readAll({ from, limit: 3 });
    seen.push(...page.events);
    from = page.position;
    return head !== undefined && from >= head;
  });
  return {
    stop: async () => {
      head = await store.head();
      await reading;
      await turns(1);
      return seen;
    },
  };
}
