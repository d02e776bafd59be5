import { FixedClock } from '#kernel';
import type { Carried, Carrier, Limit } from '../carrier.js';
import { Courier, type CourierOptions } from '../courier.js';
import { InMemoryOutbox } from '../in-memory.outbox.js';
import type { Lane, Letter, Outbox, Parcel } from '../outbox.js';

export const T = Date.parse('2026-03-02T01:00:00Z');
export const A_MINUTE = 60_000;

export function letter(event: string, more: Partial<Letter> = {}): Letter {
  return { event, channel: 'webhook', recipient: 'a', urgent: false, body: event, ...more };
}

/** A carrier that does as the spec says, and remembers what it was given. */
class Road implements Carrier {
  readonly carriedOver: Parcel[] = [];
  mostApart = 3;
  answer: (parcel: Parcel, now: number) => Carried | Promise<Carried> = () => delivered;
  openFrom: (lane: Lane, now: number) => number = (_, now) => now;
  most: readonly Limit[] = [];

  earliest(lane: Lane, now: number): Promise<number> {
    return Promise.resolve(this.openFrom(lane, now));
  }

  limits(): readonly Limit[] {
    return this.most;
  }

  async carry(parcel: Parcel, now: number): Promise<Carried> {
    this.carriedOver.push(parcel);
    return this.answer(parcel, now);
  }

  /** Events by parcel, in the order of their going. */
  events(): readonly (readonly string[])[] {
    return this.carriedOver.map(({ letters }) => letters.map(({ event }) => event));
  }
}

export const delivered: Carried = { outcome: 'delivered', status: 200, excerpt: 'ok' };
export const failed: Carried = { outcome: 'failed', status: 500, excerpt: 'no' };

export function courierOver(outbox: Outbox = new InMemoryOutbox(), options: Partial<CourierOptions> = {}) {
  const [clock, road] = [new FixedClock(T), new Road()];
  const backOff = { first: 1_000, factor: 2, longest: 8_000, attempts: 4 };
  const courier = new Courier(outbox, road, clock, { backOff, random: () => 1, ...options });
  const put = (...letters: readonly Letter[]) => outbox.put(letters, clock.now());
  return { outbox, clock, road, courier, put };
}
