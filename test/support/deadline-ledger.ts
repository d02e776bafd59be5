import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CommandHandling,
  eventIdOf,
  streamName,
  type CommandMeta,
  type Decision,
  type EventCodec,
  type EventStore,
  type StreamName,
  type Subscription,
} from '#event-store';
import type { ArmedAlarm, Fire, Fired, Lane } from '#deadlines';
import { message, unreachable, type Clock, type Message } from '#kernel';
import { AlarmTable } from './alarm-table.js';

type Armed = Message<'DeadlineArmed', Omit<ArmedAlarm, 'subject'>>;
type HasFired = Message<
  'DeadlineFired',
  { readonly name: string; readonly version: number; readonly firedAt: number; readonly lane: Lane }
>;
type LedgerEvent = Armed | HasFired;

/** By name: the arming that is open. */
type Ledger = Readonly<Record<string, { readonly version: number; readonly at?: number }>>;

const ACTOR = { id: 'process', role: 'process' } as const;
export const TYPES: readonly LedgerEvent['type'][] = ['DeadlineArmed', 'DeadlineFired'];

const codec: EventCodec<LedgerEvent> = {
  encode: ({ type, data }) => ({ type, schemaVersion: 1, data }),
  decode: ({ type, data }) => ({ type, data }) as LedgerEvent,
};

const folding = { initialState: {} as Ledger, evolve };

function evolve(ledger: Ledger, event: LedgerEvent): Ledger {
  switch (event.type) {
    case 'DeadlineArmed':
      return { ...ledger, [event.data.name]: { version: event.data.version, at: event.data.at } };
    case 'DeadlineFired':
      return { ...ledger, [event.data.name]: { version: event.data.version } };
    default:
      return unreachable(event);
  }
}

/** The smallest business that has deadlines, over a real log, with a read model that follows it. */
export class DeadlineLedger {
  readonly open = new AlarmTable();
  private readonly handling: CommandHandling<Ledger, LedgerEvent>;
  private readonly subscription: Subscription;
  private told: (alarms: readonly ArmedAlarm[]) => void = () => {};

  constructor(
    readonly store: EventStore,
    /** The true time, by which a firing is judged. */
    private readonly clock: Clock,
  ) {
    this.handling = new CommandHandling(store, codec, folding, clock, { remembered: 100_000 });
    this.subscription = store.subscribe({ from: 'start', filter: { types: TYPES } }, ({ events }) => {
      const alarms = this.open.fold(events);
      if (alarms.length > 0) this.told(alarms);
    });
  }

  /** Hears of every arming, as soon as it is in the read model. */
  tell(told: (alarms: readonly ArmedAlarm[]) => void): void {
    this.told = told;
  }

  async arm(subject: string, at: number, name = 'handle'): Promise<void> {
    await this.handling.handle(streamOf(subject), freshMeta(), ({ state }) => {
      const version = (state[name]?.version ?? 0) + 1;
      return decided(message('DeadlineArmed', { name, version, at }));
    });
  }

  /** A command of a user, which has nothing to do with what is due. */
  async work(subject: string): Promise<void> {
    await this.arm(subject, this.clock.now() + 86_400_000, 'note');
  }

  /** It would fire early, too: that nothing does is for those who ring to see to. */
  readonly fire: Fire = async ({ subject, name, version }, lane) => {
    let outcome: Fired = 'superseded';
    await this.handling.handle(streamOf(subject), freshMeta(), ({ state }) => {
      const firedAt = this.clock.now();
      const armed = state[name];
      outcome = armed?.version === version && armed.at !== undefined ? 'fired' : 'superseded';
      return outcome === 'fired'
        ? decided(message('DeadlineFired', { name, version, firedAt, lane }))
        : decided();
    });
    return outcome;
  };

  /** Resolves when the read model has all that is in the log now. */
  async caughtUp(): Promise<void> {
    const head = await this.store.head();
    for (;;) {
      const { position } = this.subscription.health();
      if (position !== 'start' && position >= head) return;
      await sleep(5);
    }
  }

  async close(): Promise<void> {
    await this.subscription.close();
    await this.store.close();
  }
}

/** Arms many without deciding one by one: each in a stream of its own. */
export async function armMany(
  store: EventStore,
  alarms: readonly Omit<ArmedAlarm, 'version'>[],
): Promise<void> {
  await Promise.all(
    alarms.map(({ subject, name, at }) => {
      const { commandId, fingerprint } = freshMeta();
      const event = {
        id: eventIdOf(commandId, 0),
        ...codec.encode(message('DeadlineArmed', { name, version: 1, at })),
        commandId,
        fingerprint,
        correlationId: commandId,
        causationId: commandId,
        occurredAt: new Date(at).toISOString(),
        actor: ACTOR,
      };
      return store.append(streamOf(subject), 'no-stream', [event]);
    }),
  );
}

function decided(...events: readonly LedgerEvent[]): Decision<LedgerEvent> {
  return { actor: ACTOR, events };
}

function freshMeta(): CommandMeta {
  return { commandId: randomUUID(), fingerprint: '', by: { kind: 'system', role: 'process' } };
}

function streamOf(subject: string): StreamName {
  return streamName('ledger', subject);
}
