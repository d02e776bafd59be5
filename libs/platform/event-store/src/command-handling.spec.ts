import { describe, expect, it } from '@jest/globals';
import { streamName } from './event-id.js';
import { InMemoryEventStore } from './in-memory.event-store.js';
import {
  clock,
  commandOf,
  decided,
  eventsIn,
  handlingOver,
  logs,
  pay,
  payOnce,
  stream,
  take,
  type Decide,
} from './specs/accounts.js';

describe.each(Object.entries(logs))('a command over a log %s', (_, openLog) => {
  it('is decided on all that was appended before, and says where it is', async () => {
    const { store } = openLog();
    const handling = handlingOver(store);
    await handling.handle(stream, commandOf(), pay(5, 6));
    const answer = await handling.handle(stream, commandOf(), take(11));
    expect(answer).toEqual({ revision: 2n, position: await store.head() });
    expect((await handling.load(stream)).state).toEqual({ sum: 0 });
  });

  it('lands beside many others on one stream', async () => {
    const { store } = openLog();
    const handlings = [handlingOver(store), handlingOver(store)];
    const add: Decide = ({ state }) => decided(state.sum + 1);
    const many = handlings.flatMap((handling) =>
      Array.from({ length: 50 }, () => handling.handle(stream, commandOf(), add)),
    );
    await Promise.all(many);
    expect(await eventsIn(store)).toBe(100);
    expect((await handlingOver(store).load(stream)).state).toEqual({ sum: 2 ** 100 - 1 });
  });

  it('keeps the order in which the commands of one stream were given', async () => {
    const { store } = openLog();
    const handling = handlingOver(store);
    await Promise.all([1, 2, 3].map(async (amount) => handling.handle(stream, commandOf(), pay(amount))));
    const amounts = (await store.readStream(stream)).map(({ data }) => (data as { amount: number }).amount);
    expect(amounts).toEqual([1, 2, 3]);
  });

  it('is not held up by one before it that was refused', async () => {
    const { store } = openLog();
    const handling = handlingOver(store);
    const refused = handling.handle(stream, commandOf(), take(1));
    const accepted = handling.handle(stream, commandOf(), pay(1));
    await expect(refused).rejects.toMatchObject({ code: 'overdrawn' });
    expect((await accepted).revision).toBe(0n);
  });

  it('is never refused on a memory that is out of date', async () => {
    const { store } = openLog();
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await one.handle(stream, commandOf(), pay(1));
    await other.handle(stream, commandOf(), pay(10));
    expect((await one.handle(stream, commandOf(), take(11))).revision).toBe(2n);
    await expect(other.handle(stream, commandOf(), take(1))).rejects.toMatchObject({ code: 'overdrawn' });
  });

  it('is never taken for done on a memory that is out of date', async () => {
    const { store } = openLog();
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await one.handle(stream, commandOf(), payOnce);
    await other.handle(stream, commandOf(), take(1));
    expect((await one.handle(stream, commandOf(), payOnce)).revision).toBe(2n);
  });

  it('appends nothing when there is nothing to do, and says where the stream is', async () => {
    const { store } = openLog();
    const handling = handlingOver(store);
    const before = await handling.handle(stream, commandOf(), pay(1));
    expect(await handling.handle(stream, commandOf(), payOnce)).toEqual(before);
    expect(await eventsIn(store)).toBe(1);
  });
});

describe('a command with the revision its sender has seen', () => {
  it('is carried out when that is the last one', async () => {
    const handling = handlingOver(new InMemoryEventStore(clock));
    await handling.handle(stream, commandOf(), pay(1));
    const answer = await handling.handle(stream, commandOf({ ifRevision: 0n }), pay(1));
    expect(answer.revision).toBe(1n);
  });

  it('is refused as stale when the stream has moved on, here or elsewhere', async () => {
    const store = new InMemoryEventStore(clock);
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await one.handle(stream, commandOf(), pay(1));
    await other.handle(stream, commandOf(), pay(1));
    for (const handling of [one, other])
      await expect(handling.handle(stream, commandOf({ ifRevision: 0n }), pay(1))).rejects.toMatchObject({
        code: 'stale-revision',
        kind: 'stale',
        details: { revision: 1 },
      });
  });

  it('is carried out on what another process has written, when that is what its sender has seen', async () => {
    const store = new InMemoryEventStore(clock);
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await one.handle(stream, commandOf(), pay(1));
    await other.handle(stream, commandOf(), pay(1));
    expect((await one.handle(stream, commandOf({ ifRevision: 1n }), pay(1))).revision).toBe(2n);
  });

  it('answers its repetition as the first time, though its revision is old by then', async () => {
    const handling = handlingOver(new InMemoryEventStore(clock));
    await handling.handle(stream, commandOf(), pay(1));
    const command = commandOf({ ifRevision: 0n });
    const first = await handling.handle(stream, command, pay(1));
    expect(await handling.handle(stream, command, pay(1))).toEqual(first);
  });
});

describe('remembering the state of streams', () => {
  it('forgets the stream that was not used for longest, and reads it again', async () => {
    const store = new InMemoryEventStore(clock);
    const handling = handlingOver(store, { remembered: 1 });
    const command = commandOf();
    const first = await handling.handle(stream, command, pay(1));
    await handling.handle(streamName('account', 'b'), commandOf(), pay(1));
    expect(await handling.handle(stream, command, pay(1))).toEqual(first);
    expect((await handling.handle(stream, commandOf(), take(1))).revision).toBe(1n);
  });

  it('keeps two streams apart that begin at the same time', async () => {
    const handling = handlingOver(new InMemoryEventStore(clock));
    const streams = ['a', 'b', 'c'].map((id) => streamName('account', id));
    await Promise.all(streams.map((each, n) => handling.handle(each, commandOf(), pay(n))));
    const sums = await Promise.all(streams.map(async (each) => (await handling.recall(each)).state.sum));
    expect(sums).toEqual([0, 1, 2]);
  });
});

describe('what a command writes', () => {
  it('carries who, when, and what caused it', async () => {
    const store = new InMemoryEventStore(clock);
    const command = commandOf({ occurredAt: '2026-03-01T00:00:00.000Z' });
    await handlingOver(store).handle(stream, command, pay(1));
    const [event] = await store.readStream(stream);
    const { commandId } = command;
    const cause = { commandId, correlationId: commandId, causationId: commandId, fingerprint: 'one' };
    expect(event).toMatchObject({ ...cause, occurredAt: '2026-03-01T00:00:00.000Z' });
    expect(event).toMatchObject({ actor: { id: 'import', role: 'import' }, type: 'Paid' });
  });

  it('happened now when nobody says otherwise', async () => {
    const store = new InMemoryEventStore(clock);
    await handlingOver(store).handle(stream, commandOf(), pay(1));
    expect((await store.readStream(stream))[0]?.occurredAt).toBe('2026-03-02T01:00:00.000Z');
  });
});
