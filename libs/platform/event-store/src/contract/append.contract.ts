import { expect } from '@jest/globals';
import { Conflict, InvalidEvents } from '../event-store.errors.js';
import { LOG_START } from '../event-store.js';
import type { Appended } from '../event-store.js';
import { everything, revisions } from './fixture.contract.js';
import type { Behaviours } from './fixture.contract.js';
import { command, newStream } from './samples.contract.js';

/** Behaviours 1 to 12. */
export function appendContract(behaviours: Behaviours): void {
  behaviours.of(1, 'gives the events of a new stream the revisions from 0 on', async ({ store }) => {
    const stream = newStream();
    const answer = await store.append(stream, 'no-stream', command(3));
    expect(answer.revision).toBe(2n);
    expect(answer.position).toBe(await store.head());
    expect(await revisions(store, stream)).toEqual([0, 1, 2]);
    expect(await store.readStream(stream)).toEqual(answer.events);
  });

  behaviours.of(2, 'refuses to begin a stream that exists, and says where it ends', async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', command(2));
    const error = await refusal(store.append(stream, 'no-stream', command(1)));
    expect(error).toMatchObject({ name: 'Conflict', stream, expected: 'no-stream', actual: 1n });
  });

  behaviours.of(3, 'takes the exact revision and refuses a lower or a higher one', async ({ store }) => {
    const stream = newStream();
    expect(await refusal(store.append(stream, 4n, command(1)))).toMatchObject({ expected: 4n, actual: -1n });
    await store.append(stream, 'no-stream', command(2));
    await store.append(stream, 1n, command(1));
    expect(await refusal(store.append(stream, 1n, command(1)))).toMatchObject({ expected: 1n, actual: 2n });
    expect(await refusal(store.append(stream, 3n, command(1)))).toMatchObject({ expected: 3n, actual: 2n });
  });

  behaviours.of(4, 'leaves no trace of a conflict', async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', command(1));
    await Promise.allSettled([
      store.append(stream, 9n, command(2)),
      store.append(stream, 'no-stream', command(1)),
    ]);
    await store.append(stream, 0n, command(2));
    expect(await revisions(store, stream)).toEqual([0, 1, 2]);
    expect(await everything(store)).toEqual(await store.readStream(stream));
  });

  behaviours.of(
    5,
    'writes all events of an append or none, whatever its neighbours do',
    async ({ store }) => {
      const [stream, neighbour, other] = [newStream(), newStream(), newStream()];
      const [first] = (await store.append(stream, 'no-stream', command(1))).events;
      const again = command(3).map((event, index) =>
        index === 2 && first ? { ...event, id: first.id } : event,
      );
      const [, refused] = await Promise.allSettled([
        store.append(neighbour, 'no-stream', command(2)),
        store.append(stream, 0n, again),
        store.append(other, 'no-stream', command(2)),
      ]);
      expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'InvalidEvents' } });
      expect(await revisions(store, stream)).toEqual([0]);
      expect(await revisions(store, neighbour)).toEqual([0, 1]);
      expect(await revisions(store, other)).toEqual([0, 1]);
      await store.append(stream, 0n, command(1));
    },
  );

  behaviours.of(6, 'answers an append without events with the end of the stream', async ({ store }) => {
    const stream = newStream();
    expect(await store.append(stream, 'no-stream', [])).toEqual({
      revision: -1n,
      position: LOG_START,
      events: [],
    });
    const { revision, position } = await store.append(stream, 'no-stream', command(2));
    await store.append(newStream(), 'no-stream', command(1));
    for (const expected of ['no-stream', 0n, 1n, 7n] as const)
      expect(await store.append(stream, expected, [])).toEqual({ revision, position, events: [] });
    expect(await everything(store)).toHaveLength(3);
  });

  behaviours.of(7, 'answers the same append at the same revision as the first time', async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', command(1));
    const events = command(2);
    const [first, twin] = await Promise.all([
      store.append(stream, 0n, events),
      store.append(stream, 0n, events),
    ]);
    expect(twin).toEqual(first);
    await store.append(stream, 2n, command(1));
    expect(await store.append(stream, 0n, events)).toEqual(first);
    expect(await revisions(store, stream)).toEqual([0, 1, 2, 3]);
  });

  behaviours.of(8, 'answers the same beginning of a stream as the first time', async (log) => {
    const stream = newStream();
    const events = command(2);
    const first = await log.store.append(stream, 'no-stream', events);
    expect(await log.store.append(stream, 'no-stream', events)).toEqual(first);
    const store = await log.reopen();
    expect(await store.append(stream, 'no-stream', events)).toEqual(first);
    expect(await everything(store)).toHaveLength(2);
  });

  behaviours.of(
    9,
    'takes a part of what is written for a repetition, and anything more for a conflict',
    async ({ store }) => {
      const stream = newStream();
      const events = command(3);
      const { events: written } = await store.append(stream, 'no-stream', events);
      const part = await store.append(stream, 'no-stream', events.slice(0, 2));
      expect(part).toEqual({ revision: 1n, position: written[1]?.position, events: written.slice(0, 2) });
      const more = [...events, ...command(1)];
      expect(await refusal(store.append(stream, 'no-stream', more))).toMatchObject({
        name: 'Conflict',
        actual: 2n,
      });
      expect(await refusal(store.append(stream, 0n, events))).toBeInstanceOf(Conflict);
      expect(await revisions(store, stream)).toEqual([0, 1, 2]);
    },
  );

  behaviours.of(10, 'takes an event id in two streams, but not twice in one append', async ({ store }) => {
    const [event] = command(1);
    if (!event) throw new Error('no sample');
    await store.append(newStream(), 'no-stream', [event]);
    await store.append(newStream(), 'no-stream', [event]);
    expect(await refusal(store.append(newStream(), 'no-stream', [event, event]))).toBeInstanceOf(
      InvalidEvents,
    );
    expect(await everything(store)).toHaveLength(2);
  });

  behaviours.of(11, 'lets exactly one of 50 win that write to one stream at once', async ({ store }) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', command(1));
    const race = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.append(stream, 0n, command(2))),
    );
    const losers = race.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(losers).toHaveLength(49);
    for (const loser of losers) expect(loser).toMatchObject({ name: 'Conflict', expected: 0n, actual: 2n });
    expect(await revisions(store, stream)).toEqual([0, 1, 2]);
  });

  behaviours.of(12, 'lets 50 write to 50 streams at once', async ({ store }) => {
    const streams = Array.from({ length: 50 }, () => newStream());
    await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', command(2))));
    for (const stream of streams) expect(await revisions(store, stream)).toEqual([0, 1]);
    expect(await everything(store)).toHaveLength(100);
  });
}

/** The error of an append that must fail. */
export function refusal(append: Promise<Appended>): Promise<unknown> {
  return append.then(
    () => new Error('it was accepted'),
    (error: unknown) => error,
  );
}
