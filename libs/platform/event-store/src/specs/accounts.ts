import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { FixedClock, message, rejectionsOf, type Message } from '#kernel';
import { CommandHandling, type Folded } from '../command-handling.js';
import type { CommandMeta, Decision, EventCodec } from '../command.js';
import { OutcomeUnknown, StreamNotFound } from '../event-store.errors.js';
import type { Appended, EventStore, ExpectedRevision, NewEvent, StreamName } from '../event-store.js';
import { streamName } from '../event-id.js';
import { InMemoryEventStore } from '../in-memory.event-store.js';
import { SqliteEventStore } from '../sqlite.event-store.js';

/** The smallest business there is: something is paid in, and taken out while there is enough. */
export interface Account {
  readonly sum: number;
}

export type AccountEvent = Message<'Paid', { readonly amount: number }>;
export type Decide = (folded: Folded<Account>) => Decision<AccountEvent>;

const codec: EventCodec<AccountEvent> = {
  encode: ({ type, data }) => ({ type, schemaVersion: 1, data }),
  decode: ({ data }) => message('Paid', data as { amount: number }),
};
const folding = {
  initialState: { sum: 0 },
  evolve: ({ sum }: Account, { data }: AccountEvent) => ({ sum: sum + data.amount }),
};
const refuse = rejectionsOf({ overdrawn: ['conflict', 'There is not enough.', '余额不足。'] });
const endings: (() => unknown)[] = [];

export const clock = new FixedClock(Date.parse('2026-03-02T01:00:00Z'));
export const stream = streamName('account', 'a');

/** A process of its own, as far as memory goes. */
export function handlingOver(
  store: EventStore,
  options?: ConstructorParameters<typeof CommandHandling>[4],
): CommandHandling<Account, AccountEvent> {
  return new CommandHandling(store, codec, folding, clock, options);
}

export function commandOf(more: Partial<CommandMeta> = {}): CommandMeta {
  return { commandId: randomUUID(), fingerprint: 'one', by: { kind: 'system', role: 'import' }, ...more };
}

export function decided(...amounts: readonly number[]): Decision<AccountEvent> {
  const events = amounts.map((amount) => message('Paid', { amount }));
  return { actor: { id: 'import', role: 'import' }, events };
}

export function pay(...amounts: readonly number[]): Decide {
  return () => decided(...amounts);
}

/** Refused where there is not enough. */
export function take(amount: number): Decide {
  return ({ state }) => {
    if (state.sum < amount) throw refuse('overdrawn');
    return decided(-amount);
  };
}

/** Nothing is left to do once something was paid. */
export const payOnce: Decide = ({ state }) => (state.sum > 0 ? decided() : decided(1));

export async function eventsIn(store: EventStore, of: StreamName = stream): Promise<number> {
  try {
    return (await store.readStream(of)).length;
  } catch (error) {
    if (error instanceof StreamNotFound) return 0;
    throw error;
  }
}

interface Log {
  readonly store: EventStore;
  readonly restarted: () => Promise<EventStore>;
}

/** A log in memory that stays, and one in a file that is closed and opened again at a restart. */
export const logs: Readonly<Record<string, () => Log>> = {
  'in memory': () => {
    const store = new InMemoryEventStore(clock);
    return { store, restarted: () => Promise.resolve(store) };
  },
  'in a file': () => {
    const folder = mkdtempSync(join(tmpdir(), 'commands-'));
    endings.push(() => rmSync(folder, { recursive: true }));
    const open = () => {
      const opened = SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
      endings.push(() => opened.close());
      return opened;
    };
    const store = open();
    return { store, restarted: () => store.close().then(open) };
  },
};

/** Loses answers: of appends that were written, and of appends that never arrived. */
export class UnreliableStore extends InMemoryEventStore {
  faults: ('written' | 'lost')[] = [];

  override async append(
    to: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const fault = this.faults.shift();
    if (fault === 'lost') throw new OutcomeUnknown('no answer');
    const appended = await super.append(to, expected, events);
    if (fault === 'written') throw new OutcomeUnknown('no answer');
    return appended;
  }
}

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
