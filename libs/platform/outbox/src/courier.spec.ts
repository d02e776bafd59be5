import { describe, expect, it } from '@jest/globals';
import { PATIENT, waitAfter } from './back-off.js';
import { A_MINUTE, courierOver, delivered, failed, letter, T } from './specs/road.js';

const states = (outbox: ReturnType<typeof courierOver>['outbox']) =>
  outbox.deliveries({ recipients: ['a', 'b'], limit: 99 }).map(({ event, state }) => `${event} ${state}`);

describe('bringing letters to their recipients', () => {
  it('brings each by itself, in order, and writes into the ledger what was answered', async () => {
    const { outbox, road, courier, put } = courierOver();
    put(letter('1'), letter('2'));
    await courier.pass();
    expect(road.events()).toEqual([['1'], ['2']]);
    expect(outbox.deliveries({ recipients: ['a'], limit: 1 })).toMatchObject([
      { event: '2', state: 'delivered', ledger: [{ at: T, status: 200, excerpt: 'ok' }] },
    ]);
  });

  it('tries again with growing waits, with the same parcel, and reports what fails in the end', async () => {
    const { outbox, road, clock, courier, put } = courierOver();
    road.answer = () => failed;
    put(letter('1'));
    const moments: number[] = [];
    for (let second = 0; second < 20; second += 1) {
      const before = road.carriedOver.length;
      await courier.pass();
      if (road.carriedOver.length > before) moments.push(second);
      clock.advance(1_000);
    }
    expect(moments).toEqual([0, 1, 3, 7]);
    expect(new Set(road.carriedOver.map(({ id }) => id)).size).toBe(1);
    expect(states(outbox)).toEqual(['1 failed']);
  });

  it('gives up at once where trying is of no use, and counts an error as a failure', async () => {
    const { outbox, road, courier, put } = courierOver();
    road.answer = ({ recipient }) => {
      if (recipient === 'a') return { ...failed, outcome: 'refused' };
      throw new Error('cut off\n\u0007here');
    };
    put(letter('1'), letter('2', { recipient: 'b' }));
    await courier.pass();
    expect(states(outbox)).toEqual(['2 going-out', '1 failed']);
    const [line] = outbox.deliveries({ recipients: ['b'], limit: 1 });
    expect(line?.ledger).toEqual([{ at: T, status: null, excerpt: 'cut off here' }]);
  });

  it('waits as long as the receiver asks for', async () => {
    const { road, clock, courier, put } = courierOver();
    road.answer = () => ({ ...failed, retryAfter: 5_000 });
    put(letter('1'));
    await courier.pass();
    clock.advance(4_999);
    await courier.pass();
    expect(road.carriedOver).toHaveLength(1);
    clock.advance(1);
    await courier.pass();
    expect(road.carriedOver).toHaveLength(2);
  });

  it('serves others while one hangs', async () => {
    const { outbox, road, courier, put } = courierOver();
    const { promise, resolve } = Promise.withResolvers<void>();
    road.answer = async ({ recipient }) => {
      if (recipient === 'a') await promise;
      return delivered;
    };
    put(letter('1'), letter('2', { recipient: 'b' }), letter('3', { recipient: 'b' }));
    const passing = courier.pass();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(states(outbox)).toEqual(['3 delivered', '2 delivered', '1 going-out']);
    resolve();
    await passing;
  });

  it('lets the urgent pass what cannot go', async () => {
    const { road, courier, put } = courierOver();
    road.answer = ({ urgent }) => (urgent ? delivered : failed);
    put(letter('1'));
    await courier.pass();
    put(letter('2'), letter('3', { urgent: true }));
    await courier.pass();
    expect(road.events()).toEqual([['1'], ['3']]);
  });
});

describe('sparing the recipient', () => {
  it('holds what comes at a quiet time, and brings it together when that is over', async () => {
    const { road, clock, courier, put } = courierOver();
    const morning = T + 480 * A_MINUTE;
    road.openFrom = ({ urgent }, now) => (urgent ? now : Math.max(now, morning));
    put(letter('1'), letter('2'), letter('3', { urgent: true }));
    await courier.pass();
    expect(road.events()).toEqual([['3']]);
    clock.advance(479 * A_MINUTE);
    put(letter('4'));
    await courier.pass();
    clock.advance(A_MINUTE);
    await courier.pass();
    expect(road.events()).toEqual([['3'], ['1', '2', '4']]);
  });

  it('does not repeat a failed attempt at a quiet time', async () => {
    const { road, clock, courier, put } = courierOver();
    road.answer = () => failed;
    put(letter('1'));
    await courier.pass();
    const morning = T + 480 * A_MINUTE;
    road.openFrom = (_, now) => Math.max(now, morning);
    clock.advance(A_MINUTE);
    await courier.pass();
    expect(road.carriedOver).toHaveLength(1);
    clock.advance(479 * A_MINUTE);
    await courier.pass();
    expect(road.carriedOver).toHaveLength(2);
  });

  it('sends no more in a span than it may, and then everything that has waited at once', async () => {
    const { road, clock, courier, put } = courierOver();
    road.most = [{ messages: 2, within: A_MINUTE }];
    for (const event of ['1', '2', '3', '4', '5']) {
      put(letter(event));
      await courier.pass();
      clock.advance(1_000);
    }
    expect(road.events()).toEqual([['1'], ['2']]);
    clock.advance(A_MINUTE - 5_000);
    await courier.pass();
    expect(road.events()).toEqual([['1'], ['2'], ['3', '4', '5']]);
  });

  it('brings together what has piled up', async () => {
    const { road, courier, put } = courierOver();
    put(...['1', '2', '3', '4'].map((event) => letter(event)));
    await courier.pass();
    expect(road.events()).toEqual([['1', '2', '3', '4']]);
  });
});

describe('being under way', () => {
  it('looks for what is due by itself, and stops when what is being sent is sent', async () => {
    const { outbox, road, courier, put } = courierOver(undefined, { lookEvery: 1 });
    const { promise, resolve } = Promise.withResolvers<void>();
    road.answer = async () => {
      resolve();
      await new Promise(setImmediate);
      return delivered;
    };
    courier.start();
    expect(() => courier.start()).toThrow('already');
    put(letter('1'), letter('2'));
    await promise;
    await courier.stop();
    expect(road.carriedOver).toHaveLength(1);
    expect(states(outbox)).toEqual(['2 waiting', '1 delivered']);
  });

  it('says so when the outbox itself fails', async () => {
    const faults: string[] = [];
    const { outbox, courier, put } = courierOver(undefined, {
      onFault: ({ message }) => faults.push(message),
    });
    put(letter('1'));
    outbox.attempted = () => {
      throw new Error('disk full');
    };
    await expect(courier.pass()).rejects.toThrow('disk full');
    expect(faults).toEqual(['disk full']);
  });
});

describe('waiting between attempts', () => {
  it('grows to its longest wait, and leaves half of each to chance', () => {
    const waits = (chance: number) =>
      Array.from({ length: PATIENT.attempts }, (_, n) => waitAfter(n + 1, PATIENT, () => chance));
    expect(waits(1)).toEqual([
      5_000,
      20_000,
      80_000,
      320_000,
      1_280_000,
      5_120_000,
      14_400_000,
      14_400_000,
      14_400_000,
      undefined,
    ]);
    expect(waits(0)[0]).toBe(2_500);
  });
});
