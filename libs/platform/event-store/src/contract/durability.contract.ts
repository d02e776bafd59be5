import { expect } from '@jest/globals';
import { CannotOpen } from '../event-store.errors.js';
import { verifyLog } from '../verify-log.js';
import { refusal } from './append.contract.js';
import { everything } from './fixture.contract.js';
import type { Behaviours } from './fixture.contract.js';
import { command, newStream, until } from './samples.contract.js';

/** Behaviours 31 to 36. */
export function durabilityContract(behaviours: Behaviours): void {
  behaviours.elsewhere(31);

  behaviours.needing(
    ['fill', 'forbid'],
    32,
    'refuses in its own words what it cannot write, and goes on',
    async (log, skills) => {
      const { store } = log;
      const stream = newStream();
      const { events: kept } = await store.append(stream, 'no-stream', command(1));
      const large = command(200, { data: 'x'.repeat(1000) });
      for (const [skill, name] of [
        ['fill', 'StoreFull'],
        ['forbid', 'ReadOnly'],
      ] as const) {
        const undo = skills[skill](log);
        const [one, other] = await Promise.all([
          refusal(store.append(stream, 0n, large)),
          refusal(store.append(newStream(), 'no-stream', large)),
        ]);
        expect([one, other]).toEqual([expect.objectContaining({ name }), expect.objectContaining({ name })]);
        expect(await everything(store)).toEqual(kept);
        undo();
      }
      await store.append(stream, 0n, large);
      expect(await store.readStream(stream)).toHaveLength(201);
      expect((await verifyLog(store)).findings).toEqual([]);
    },
  );

  behaviours.needing(
    ['openSecond'],
    33,
    'refuses a second writer at once, naming the log',
    async (log, { openSecond }) => {
      expect(() => openSecond(log)).toThrow(CannotOpen);
      await log.store.append(newStream(), 'no-stream', command(1));
      await log.store.close();
      const second = openSecond(log);
      expect(await everything(second)).toHaveLength(1);
      await second.close();
    },
  );

  behaviours.needing(
    ['backUp'],
    34,
    'is copied whole to some moment while it is written to',
    async (log, { backUp }) => {
      const { store } = log;
      await store.append(newStream(), 'no-stream', command(500, { data: 'x'.repeat(2000) }));
      const before = await store.head();
      let copied = false;
      const writing = until(async () => {
        await store.append(newStream(), 'no-stream', command(3));
        return copied;
      });
      const copy = await backUp(log);
      copied = true;
      await writing;
      const events = await everything(copy);
      expect(events).toEqual((await everything(store)).slice(0, events.length));
      expect((await copy.head()) >= before).toBe(true);
      expect((await verifyLog(copy)).findings).toEqual([]);
      await copy.close();
    },
  );

  behaviours.needing(
    ['released', 'openFromTheFuture'],
    35,
    'opens the logs of every release, and none from the future',
    async (log, { released, openFromTheFuture }) => {
      for (const { store, events } of released(log)) {
        expect(await verifyLog(store)).toMatchObject({ events, findings: [] });
        const stream = (await everything(store))[0]?.stream ?? newStream();
        const end = (await store.readStream(stream, { direction: 'backwards', limit: 1 }))[0];
        await store.append(stream, end?.revision ?? 'no-stream', command(1));
        await store.close();
      }
      await expect(openFromTheFuture(log)).rejects.toMatchObject({ name: 'CannotOpen', reason: 'newer' });
    },
  );

  behaviours.of(36, "orders by position when the machine's clock jumps back", async ({ store, clock }) => {
    const written = [];
    for (let step = 0; step < 4; step++) {
      written.push(...(await store.append(newStream(), 'no-stream', command(2))).events);
      clock.advance(step % 2 ? 5_000 : -86_400_000);
    }
    const events = await everything(store);
    expect(events).toEqual(written);
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual(
      events.map(({ recordedAt }) => recordedAt).sort(),
    );
    expect((await verifyLog(store)).findings).toEqual([]);
  });
}
