import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Carried } from './carrier.js';
import { InMemoryOutbox } from './in-memory.outbox.js';
import { openOutbox } from './open-outbox.js';
import type { Letter, Outbox, Parcel } from './outbox.js';
import { atTheEnd, temporaryFile } from './specs/rooms.js';
import { courierOver, delivered, failed, letter } from './specs/road.js';

/** What may happen to an attempt; `lost`: it was received, and the answer never came. */
const fates = fc.constantFrom('delivered', 'failed', 'refused', 'lost', 'killed');
type Fate = 'delivered' | 'failed' | 'refused' | 'lost' | 'killed';
const letters = fc.record({
  event: fc.integer({ min: 1, max: 12 }).map(String),
  channel: fc.constantFrom('webhook', 'wecom'),
  recipient: fc.constantFrom('a', 'b'),
  urgent: fc.boolean(),
});
const steps = fc.array(
  fc.record({ put: fc.array(letters, { maxLength: 6 }), wait: fc.integer({ min: 0, max: 30_000 }) }),
  { minLength: 1, maxLength: 8 },
);

const keyOf = ({ event, channel, recipient }: Pick<Letter, 'event' | 'channel' | 'recipient'>) =>
  `${event} ${channel} ${recipient}`;

/** Runs through it all and answers which parcels each key was received in. */
async function run(outbox: Outbox, history: readonly Step[], fate: () => Fate) {
  const received = new Map<string, Set<string>>();
  const receive = ({ id, letters: inside }: Parcel) => {
    for (const one of inside) received.set(keyOf(one), (received.get(keyOf(one)) ?? new Set()).add(id));
  };
  const { clock, road, courier, put } = courierOver(outbox, { onFault: () => {} });
  const attempted = outbox.attempted.bind(outbox);
  road.most = [{ messages: 3, within: 10_000 }];
  road.openFrom = ({ urgent }, now) =>
    urgent || now % 60_000 < 40_000 ? now : now + 60_000 - (now % 60_000);
  road.answer = (parcel): Carried => {
    const what = fate();
    if (what === 'delivered' || what === 'lost' || what === 'killed') receive(parcel);
    // Killed after it was received: nothing is written into the ledger.
    outbox.attempted = what === 'killed' ? () => undefined : attempted;
    if (what === 'killed') throw new Error('killed');
    return what === 'delivered'
      ? delivered
      : { ...failed, outcome: what === 'refused' ? 'refused' : 'failed' };
  };
  for (const { put: some, wait } of history) {
    put(...some.map((each) => letter(each.event, each)));
    clock.advance(wait);
    await courier.pass();
  }
  for (let minute = 0; minute < 30; minute += 1) {
    clock.advance(20_000);
    await courier.pass();
  }
  return received;
}

interface Step {
  readonly put: readonly Pick<Letter, 'event' | 'channel' | 'recipient' | 'urgent'>[];
  readonly wait: number;
}

const outboxes: Readonly<Record<string, () => Outbox>> = {
  'in memory': () => new InMemoryOutbox(),
  'in a file': () => {
    const { outbox } = openOutbox({ file: temporaryFile('outbox.db') });
    atTheEnd(() => outbox.close());
    return outbox;
  },
};

describe.each(Object.entries(outboxes))('an outbox %s', (name, open) => {
  it('has, in the end, each event delivered once to each recipient, or reported as failed', async () => {
    const numRuns = name === 'in memory' ? 60 : 15;
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fates), async (history, fate) => {
        const outbox = open();
        const received = await run(outbox, history, () => fate.next().value as Fate);
        const all = outbox.deliveries({ recipients: ['a', 'b'], limit: 1_000 });
        const put = new Set(history.flatMap(({ put: some }) => some.map(keyOf)));
        expect(all.map(keyOf).sort()).toEqual([...put].sort());
        for (const delivery of all) {
          const parcels = [...(received.get(keyOf(delivery)) ?? [])];
          expect(['delivered', 'failed']).toContain(delivery.state);
          expect(parcels.length).toBeLessThanOrEqual(1);
          if (delivery.state === 'delivered') expect(parcels).toEqual([delivery.parcel]);
        }
      }),
      { numRuns },
    );
  });
});
