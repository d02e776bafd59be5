import { expect } from '@jest/globals';
import { InvalidEvents, TooLarge } from '../event-store.errors.js';
import { refusal } from './append.contract.js';
import { everything } from './fixture.contract.js';
import type { Behaviours } from './fixture.contract.js';
import { command, newStream } from './samples.contract.js';

const LIMIT = 4 * 1024 * 1024;

/** Behaviours 13 to 15. */
export function contentContract(behaviours: Behaviours): void {
  behaviours.of(
    13,
    'takes any text and up to its maximum, and nothing that is larger or no JSON',
    async ({ store }) => {
      const texts = [{}, { 键: '网格 🏘️ é \u0000 \u2028 "\\' }, { text: 'x'.repeat(1024 * 1024) }];
      for (const data of texts) {
        const { events } = await store.append(newStream(), 'no-stream', command(1, { data }));
        expect(events[0]?.data).toEqual(data);
      }
      expect((await everything(store)).map(({ data }) => data)).toEqual(texts);
      const sized = (length: number) =>
        store.append(newStream(), 'no-stream', command(1, { data: 'x'.repeat(length) }));
      const error = await refusal(sized(LIMIT));
      const { size } = error as TooLarge;
      expect(error).toEqual(new TooLarge(LIMIT, size));
      expect(await refusal(sized(LIMIT - (size - LIMIT) + 1))).toMatchObject({
        name: 'TooLarge',
        size: LIMIT + 1,
      });
      await sized(LIMIT - (size - LIMIT));
      for (const data of [
        '\ud800',
        { '\udc00': 1 },
        Number.NaN,
        undefined,
        new Date(0),
        [undefined],
        { a: 1n },
      ])
        expect(await refusal(store.append(newStream(), 'no-stream', command(1, { data })))).toBeInstanceOf(
          InvalidEvents,
        );
      expect(await everything(store)).toHaveLength(4);
    },
    { maximumAppendSize: LIMIT },
  );

  behaviours.of(14, 'gives all metadata back', async ({ store, clock }) => {
    const [plain, full] = [command(1), command(1, FULL)];
    const stream = newStream();
    const { events } = await store.append(stream, 'no-stream', [...plain, ...full]);
    const recordedAt = new Date(clock.now()).toISOString();
    const [first, second] = await store.readStream(stream);
    expect([first, second]).toStrictEqual(events);
    expect(first).toMatchObject({ ...plain[0], stream, recordedAt, revision: 0n });
    expect(second).toMatchObject(FULL);
    expect(first).not.toHaveProperty('policyVersion');
  });

  behaviours.of(15, 'dates events by its own clock, which never goes back', async ({ store, clock }) => {
    const stream = newStream();
    const before = await store.append(stream, 'no-stream', command(1));
    expect(before.events[0]?.recordedAt).toBe(new Date(clock.now()).toISOString());
    clock.advance(-3_600_000);
    const within = await store.append(stream, 0n, command(1));
    expect(within.events[0]?.recordedAt).toBe(before.events[0]?.recordedAt);
    clock.advance(3_600_001);
    const after = await store.append(stream, 1n, command(1));
    expect(after.events[0]?.recordedAt).toBe(new Date(clock.now()).toISOString());
  });
}

const FULL = {
  type: 'CaseEscalated',
  schemaVersion: 3,
  occurredAt: '2025-12-31T23:59:59Z',
  actor: { id: 'person-2', role: 'branch-secretary', unit: 'branch-7', onBehalfOf: 'person-3' },
  fingerprint: '指纹"',
  correlationId: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  causationId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  policyVersion: 'policy-4',
  calendarVersion: 'calendar-2026',
  data: { list: [1, -0.5, 1e21, null, true, { b: [], a: '' }], 10: 'ten', 9: 'nine' },
} as const;
