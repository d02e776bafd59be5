import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accepts } from './event-filter.js';
import type { StoredEvent, StreamName } from './event-store.js';
import { command, Listener, newStream, until } from './contract/samples.contract.js';
import { SqliteTestLog } from './contract/sqlite.fixture.contract.js';
import { positionOf } from './log-position.js';
import { RecentEvents } from './recent-events.js';

const TYPES = ['Opened', 'Moved', 'Closed'];

/** So many of a log, after this place of it. */
function eventsAfter(place: number, count: number): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const at = place + index + 1;
    const stream = `case-${at % 5}` as StreamName;
    return { position: positionOf(BigInt(at)), stream, type: TYPES[at % 3] } as StoredEvent;
  });
}

describe('the events that were written last', () => {
  it('are page by page what the log holds, or nothing for who is further behind', () => {
    const batches = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 });
    const types = fc.option(fc.subarray(TYPES), { nil: undefined });
    const asked = fc.record({
      behind: fc.integer({ min: 0, max: 1_500 }),
      limit: fc.integer({ min: 1, max: 400 }),
      types,
    });
    fc.assert(
      fc.property(fc.nat(5_000), batches, asked, (first, sizes, { behind, limit, types: wanted }) => {
        const recent = new RecentEvents();
        const log: StoredEvent[] = [];
        for (const size of sizes) {
          const written = eventsAfter(first + log.length, size);
          recent.add(written);
          log.push(...written);
        }
        const end = first + log.length;
        const from = positionOf(BigInt(Math.max(0, end - behind)));
        const filter = wanted ? { types: wanted } : {};
        const page = recent.page({ from, filter, limit });
        if (!page) return expect(behind > Math.min(250, log.length) || log.length === 0).toBe(true);
        const matching = log.filter((event) => event.position > from && accepts(filter)(event));
        const hasAll = matching.length <= limit;
        const events = matching.slice(0, limit);
        const position = hasAll ? positionOf(BigInt(end)) : events.at(-1)?.position;
        expect(page).toEqual({ events, position, atHead: hasAll });
      }),
    );
  });

  it('are those after a gap, where the log has one', () => {
    const recent = new RecentEvents();
    recent.add(eventsAfter(0, 3));
    recent.add(eventsAfter(7, 2));
    expect(recent.page({ from: positionOf(2n) })).toBeUndefined();
    expect(recent.page({ from: positionOf(7n) })?.events).toEqual(eventsAfter(7, 2));
    expect(recent.page({ from: positionOf(10n) })).toBeUndefined();
  });

  it('may be more at once than a call takes arguments', async () => {
    const log = new SqliteTestLog({ maximumAppendSize: 2 ** 28 });
    const listener = new Listener();
    const subscription = log.store.subscribe({ from: 'start' }, listener.handler);
    const { position } = await log.store.append(newStream(), 'no-stream', command(150_000));
    await until(() => subscription.health().position === position);
    expect(listener.events).toHaveLength(150_000);
    await log.close();
  });
});
