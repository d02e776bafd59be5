import { SystemClock } from '#kernel';
import type { Carrier } from '../carrier.js';
import { Courier } from '../courier.js';
import { openOutbox } from '../open-outbox.js';
import { Poster } from '../poster.js';

/** A process that puts letters into an outbox and sends them until it is killed. */
const [file = '', url = '', round = ''] = process.argv.slice(2);
const LETTERS = 40;

const { outbox } = openOutbox({ file });
const poster = new Poster({ privateAddresses: true });
const carrier: Carrier = {
  mostApart: 5,
  earliest: (_, now) => Promise.resolve(now),
  limits: () => [],
  async carry({ id, letters }) {
    const body = JSON.stringify({ id, events: letters.map(({ event }) => event) });
    const { status, text } = await poster.post(url, {}, body);
    return { outcome: status === 200 ? 'delivered' : 'failed', status, excerpt: text };
  },
};
const backOff = { first: 1, factor: 1, longest: 1, attempts: 1_000 };
new Courier(outbox, carrier, new SystemClock(), { lookEvery: 1, backOff }).start();

for (let number = 0; number < LETTERS; number += 1) {
  const letter = { channel: 'webhook', recipient: `r${number % 3}`, urgent: false, body: number };
  outbox.put([{ ...letter, event: `${round}/${number}` }], Date.now());
  await new Promise((done) => setTimeout(done, 1));
}
process.stdout.write('put\n');
setInterval(() => {
  const open = outbox.deliveries({ recipients: ['r0', 'r1', 'r2'], limit: 10_000 });
  if (open.every(({ state }) => state === 'delivered')) process.stdout.write('done\n');
}, 20);
