import { describe, expect, it } from '@jest/globals';
import type { Lane, Letter, Outbox } from './outbox.js';
import type { ReadingMarks } from './reading-marks.js';

const T = Date.parse('2026-03-02T01:00:00Z');
const lane: Lane = { channel: 'webhook', recipient: 'a', urgent: false };
const letter = (event: string, more: Partial<Letter> = {}): Letter => ({
  ...lane,
  event,
  body: { says: event },
  ...more,
});
const attempt = { at: T, status: 500, excerpt: 'no' };

/** What every outbox does; `reopen` gives the same one after a restart. */
export function outboxContract(
  adapter: string,
  open: () => { outbox: Outbox; marks: ReadingMarks; reopen: (() => Outbox) | undefined },
): void {
  /** An outbox with these letters, packed as `p1`. */
  function packed(...letters: readonly Letter[]): Outbox {
    const { outbox } = open();
    outbox.put(letters, T);
    outbox.pack('p1', lane, outbox.waitingIn(lane, T, 10), T);
    return outbox;
  }

  describe(`putting letters into an outbox ${adapter}`, () => {
    it('keeps each once by event, channel and recipient', () => {
      const { outbox } = open();
      const other = letter('1', { recipient: 'b' });
      expect(outbox.put([letter('1'), other, letter('1', { channel: 'wecom' })], T)).toBe(3);
      expect(outbox.put([letter('1', { body: 'else' }), letter('2')], T)).toBe(1);
      expect(outbox.waitingIn(lane, T, 10)).toMatchObject([
        { event: '1', body: { says: '1' }, putAt: T, held: false },
        { event: '2' },
      ]);
    });

    it('has lanes of their own for channels, recipients and urgency', () => {
      const { outbox } = open();
      outbox.put(
        [letter('1'), letter('2'), letter('3', { urgent: true }), letter('4', { recipient: 'b' })],
        T,
      );
      expect(outbox.due(T)).toHaveLength(3);
      expect(outbox.due(T)).toEqual(
        expect.arrayContaining([lane, { ...lane, urgent: true }, { ...lane, recipient: 'b' }]),
      );
      expect(outbox.due(T - 1)).toEqual([]);
    });
  });

  describe(`sending from an outbox ${adapter}`, () => {
    it('has one parcel on its way in a lane, and what comes later waits', () => {
      const outbox = packed(letter('1'), letter('2'));
      outbox.put([letter('3')], T);
      expect(outbox.parcelIn(lane)).toMatchObject({
        id: 'p1',
        attempts: 0,
        nextAt: T,
        letters: [{ event: '1' }, { event: '2' }],
      });
      expect(outbox.waitingIn(lane, T, 10)).toMatchObject([{ event: '3' }]);
      expect(outbox.due(T)).toEqual([lane]);
    });

    it('tries again when it was told to, and not before', () => {
      const outbox = packed(letter('1'));
      outbox.put([letter('2')], T);
      outbox.attempted('p1', attempt, { state: 'again', at: T + 5_000 });
      expect(outbox.due(T + 4_999)).toEqual([]);
      expect(outbox.due(T + 5_000)).toEqual([lane]);
      expect(outbox.parcelIn(lane)).toMatchObject({ attempts: 1, nextAt: T + 5_000 });
    });

    it('is done with a parcel that was delivered, or that failed', () => {
      const outbox = packed(letter('1'));
      outbox.attempted('p1', attempt, { state: 'delivered' });
      expect(outbox.parcelIn(lane)).toBeUndefined();
      outbox.put([letter('2')], T);
      outbox.pack('p2', lane, outbox.waitingIn(lane, T, 1), T);
      outbox.attempted('p2', attempt, { state: 'failed' });
      outbox.attempted('p2', attempt, { state: 'delivered' });
      expect(outbox.due(T + 10_000)).toEqual([]);
      const states = outbox.deliveries({ recipients: ['a'], limit: 5 }).map(({ state }) => state);
      expect(states).toEqual(['failed', 'delivered']);
    });

    it('holds back what waits and what is on its way, and remembers what was held', () => {
      const outbox = packed(letter('1'));
      outbox.put([letter('2')], T);
      outbox.hold(lane, T + 60_000, T);
      outbox.put([letter('3')], T + 1);
      expect(outbox.parcelIn(lane)?.nextAt).toBe(T + 60_000);
      expect(outbox.waitingIn(lane, T + 1, 5)).toMatchObject([{ event: '3', held: false }]);
      expect(outbox.waitingIn(lane, T + 60_000, 5)).toMatchObject([
        { event: '2', held: true },
        { event: '3' },
      ]);
    });

    it('counts attempts by recipient', () => {
      const outbox = packed(letter('1'));
      outbox.attempted('p1', { ...attempt, at: T + 1 }, { state: 'again', at: T + 2 });
      outbox.attempted('p1', { ...attempt, at: T + 2 }, { state: 'delivered' });
      expect(outbox.attemptsSince('a', T)).toEqual([T + 1, T + 2]);
      expect(outbox.attemptsSince('a', T + 2)).toEqual([T + 2]);
      expect(outbox.attemptsSince('b', T)).toEqual([]);
    });
  });

  describe(`looking up deliveries in an outbox ${adapter}`, () => {
    it('shows each letter with its state and its ledger, newest first, page by page', () => {
      const outbox = packed(letter('1'));
      outbox.attempted('p1', attempt, { state: 'again', at: T + 9 });
      outbox.put([letter('2'), letter('3', { recipient: 'b' })], T);
      const first = outbox.deliveries({ recipients: ['a', 'b'], limit: 2 });
      expect(first).toMatchObject([
        { event: '3', state: 'waiting', ledger: [] },
        { event: '2', state: 'waiting' },
      ]);
      const rest = outbox.deliveries({ recipients: ['a', 'b'], limit: 2, before: first[1]?.seq ?? 0 });
      expect(rest).toMatchObject([
        { event: '1', state: 'going-out', parcel: 'p1', ledger: [attempt], nextAt: T + 9 },
      ]);
    });

    it('narrows to recipients and to a state', () => {
      const outbox = packed(letter('1'));
      outbox.put([letter('2'), letter('3', { recipient: 'b' })], T);
      const found = outbox.deliveries({ recipients: ['a'], state: 'waiting', limit: 5 });
      expect(found.map(({ event }) => event)).toEqual(['2']);
      expect(outbox.deliveries({ recipients: [], limit: 5 })).toEqual([]);
    });

    it('forgets what ended long ago, and nothing else', () => {
      const outbox = packed(letter('1'), letter('2'));
      outbox.put([letter('3')], T);
      outbox.attempted('p1', attempt, { state: 'delivered' });
      expect(outbox.purge(T)).toBe(0);
      expect(outbox.purge(T + 1)).toBe(2);
      expect(outbox.deliveries({ recipients: ['a'], limit: 5 }).map(({ event }) => event)).toEqual(['3']);
    });
  });

  describe(`restarting an outbox ${adapter}`, () => {
    it('changes nothing, where it lives in a file', () => {
      const { outbox, reopen } = open();
      outbox.put([letter('1'), letter('2')], T);
      outbox.pack('p1', lane, outbox.waitingIn(lane, T, 1), T);
      outbox.attempted('p1', attempt, { state: 'again', at: T + 5 });
      const before = outbox.deliveries({ recipients: ['a'], limit: 5 });
      if (!reopen) return;
      const again = reopen();
      expect(again.deliveries({ recipients: ['a'], limit: 5 })).toEqual(before);
      expect(again.put([letter('1')], T)).toBe(0);
    });
  });

  describe(`marking how far one has read, ${adapter}`, () => {
    it('moves forwards only, for each person alone', () => {
      const { marks } = open();
      expect(marks.of('ann')).toBeUndefined();
      marks.move('ann', '002');
      marks.move('ann', '001');
      marks.move('bo', '007');
      expect([marks.of('ann'), marks.of('bo')]).toEqual(['002', '007']);
    });
  });
}
