import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknown } from './event-store.errors.js';
import {
  clock,
  commandOf,
  eventsIn,
  handlingOver,
  logs,
  pay,
  stream,
  take,
  UnreliableStore,
} from './specs/accounts.js';

describe.each(Object.entries(logs))('the same command again, over a log %s', (_, openLog) => {
  it('answers the second time as the first, whatever happened since', async () => {
    const { store } = openLog();
    const handling = handlingOver(store);
    const command = commandOf();
    const first = await handling.handle(stream, command, pay(5));
    await handling.handle(stream, commandOf(), take(5));
    expect(await handling.handle(stream, command, take(5))).toEqual(first);
    expect(await eventsIn(store)).toBe(2);
  });

  it('answers the second time as the first after a crash and a restart', async () => {
    const { store, restarted } = openLog();
    const command = commandOf();
    const first = await handlingOver(store).handle(stream, command, pay(5, 6));
    await handlingOver(store).handle(stream, commandOf(), pay(1));
    const reopened = await restarted();
    expect(await handlingOver(reopened).handle(stream, command, pay(7))).toEqual(first);
    expect(await eventsIn(reopened)).toBe(3);
  });

  it('is done once when two copies of it run at the same time, also in two processes', async () => {
    const { store } = openLog();
    const [one, other] = [handlingOver(store), handlingOver(store)];
    const command = commandOf();
    const copies = [one, one, other, other].map((handling) => handling.handle(stream, command, pay(5)));
    expect(new Set((await Promise.all(copies)).map(({ position }) => position)).size).toBe(1);
    expect(await eventsIn(store)).toBe(1);
    for (const handling of [one, other]) expect((await handling.load(stream)).state).toEqual({ sum: 5 });
  });

  it('is refused when its id was used for another command', async () => {
    const { store, restarted } = openLog();
    const command = commandOf();
    await handlingOver(store).handle(stream, command, pay(5));
    const other = { ...command, fingerprint: 'other' };
    const reopened = handlingOver(await restarted());
    for (const handling of [reopened, reopened])
      await expect(handling.handle(stream, other, pay(6))).rejects.toMatchObject({ code: 'key-reused' });
    expect((await reopened.load(stream)).state).toEqual({ sum: 5 });
  });

  it('is refused when its id was used for another command in another process a moment ago', async () => {
    const { store } = openLog();
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await other.handle(stream, commandOf(), pay(1));
    const command = commandOf();
    await one.handle(stream, command, pay(5));
    const reused = other.handle(stream, { ...command, fingerprint: 'other' }, pay(6));
    await expect(reused).rejects.toMatchObject({ code: 'key-reused' });
    expect((await other.load(stream)).state).toEqual({ sum: 6 });
  });

  it('folds in what was written, not what it would have written, when another process was first', async () => {
    const { store } = openLog();
    const [one, other] = [handlingOver(store), handlingOver(store)];
    await other.handle(stream, commandOf(), pay(1));
    const command = commandOf();
    const first = await one.handle(stream, command, pay(5));
    expect(await other.handle(stream, command, pay(700))).toEqual(first);
    expect((await other.recall(stream)).state).toEqual({ sum: 6 });
  });
});

describe('a command whose outcome is unknown', () => {
  it.each([
    ['was written', ['written']],
    ['never arrived', ['lost']],
    ['never arrived twice, and was written then', ['lost', 'lost', 'written']],
  ] as const)('is done once, and answered, when the append %s', async (_, faults) => {
    const store = new UnreliableStore(clock);
    const handling = handlingOver(store);
    await handling.handle(stream, commandOf(), pay(1));
    store.faults = [...faults];
    const answer = await handling.handle(stream, commandOf(), pay(2, 3));
    expect(answer).toEqual({ revision: 2n, position: await store.head() });
    expect((await handling.recall(stream)).state).toEqual({ sum: 6 });
  });

  it('stays unknown when the log never answers', async () => {
    const store = new UnreliableStore(clock);
    store.faults = Array<'lost'>(9).fill('lost');
    const handling = handlingOver(store, { attempts: 4 });
    await expect(handling.handle(stream, commandOf(), pay(1))).rejects.toThrow(OutcomeUnknown);
    expect(await eventsIn(store)).toBe(0);
  });
});
