import { createSecretKey, randomUUID } from 'node:crypto';
import {
  InMemoryEventStore,
  StreamNotFound,
  type CommandAnswer,
  type CommandMeta,
  type EventStore,
  type StoredEvent,
  type StreamName,
} from '#event-store';
import { InMemoryDirectory, type Directory } from '#identity';
import {
  FixedClock,
  type CalendarBook,
  type RuleBook,
  type Rules,
  type SystemRole,
  type UnitTree,
} from '#kernel';
import { InMemoryKeyStore, KeyedDigests, Vault, type KeyStore } from '#privacy';
import { DecideCase, EraseSubject, RelayToCase, RevealIdentity } from '../commands/case-desk.commands.js';
import type { RevealedIdentity } from '../commands/case-desk.commands.js';
import { CaseDesk } from '../commands/case-desk.js';
import { CaseStreams } from '../commands/case-streams.js';
import type { ClearCaseCommand, ClearReport } from '../commands/clear-case.commands.js';
import { DecideCaseHandler } from '../commands/decide-case.command-handler.js';
import { EraseSubjectHandler } from '../commands/erase-subject.command-handler.js';
import { PrivacyStreams } from '../commands/privacy-streams.js';
import { RelayToCaseHandler } from '../commands/relay-to-case.command-handler.js';
import { RevealIdentityHandler } from '../commands/reveal-identity.command-handler.js';
import type { CaseEvent, CaseEventType } from '../domain/case.events.js';
import type { RevealPurpose } from '../domain/identity.events.js';
import { untimed } from '../domain/rules/testing.js';
import { calendars, NOW, people, units, type PersonName } from '../domain/testing.js';
import { caseStream } from '../streams.js';

export type Who = PersonName | SystemRole;
export type Meta = Partial<CommandMeta>;
type DataOf<Type extends CaseEventType> = Extract<CaseEvent, { type: Type }>['data'];

interface Rooms {
  readonly clock: FixedClock;
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly tree: UnitTree;
  /** Default: none that sets a limit. */
  readonly rules: Rules;
  readonly catalogues: { book(hash?: string): Promise<RuleBook> };
  readonly calendars: { book(): Promise<CalendarBook> };
}

/** The case desk as a process has it: real handlers over real rooms; another one over the same rooms is a restart. */
export class CaseOffice {
  readonly clock: FixedClock;
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly vault: Vault;
  readonly digests = new KeyedDigests(createSecretKey(Buffer.alloc(32, 1)));
  readonly directory: Directory;
  readonly desk: CaseDesk;
  readonly catalogues: Rooms['catalogues'];
  readonly calendars: Rooms['calendars'];
  private readonly decide: DecideCaseHandler;
  private readonly relay: RelayToCaseHandler;
  private readonly reveal: RevealIdentityHandler;
  private readonly erase: EraseSubjectHandler;

  constructor(rooms: Partial<Rooms> = {}) {
    this.clock = rooms.clock ?? new FixedClock(NOW);
    this.store = rooms.store ?? new InMemoryEventStore(this.clock);
    this.keys = rooms.keys ?? new InMemoryKeyStore();
    this.vault = new Vault(this.keys);
    this.directory = new InMemoryDirectory(rooms.tree ?? units, people);
    const streams = new CaseStreams(this.store, this.clock);
    const besides = new PrivacyStreams(this.store, this.clock);
    const rules = rooms.rules ?? untimed;
    this.catalogues = rooms.catalogues ?? {
      book: () => Promise.resolve({ current: rules, at: () => rules }),
    };
    this.calendars = rooms.calendars ?? { book: () => Promise.resolve(calendars) };
    this.desk = new CaseDesk(streams, this.directory, this.clock, this.catalogues, this.calendars);
    this.decide = new DecideCaseHandler(streams, this.desk, this.vault, this.digests);
    this.relay = new RelayToCaseHandler(streams, this.desk, this.directory);
    this.reveal = new RevealIdentityHandler(this.desk, besides, this.store, this.directory, this.vault);
    this.erase = new EraseSubjectHandler(this.desk, besides, this.directory, this.vault);
  }

  /** What the bus does. */
  readonly dispatch = (command: object): Promise<unknown> => {
    if (command instanceof DecideCase) return this.decide.execute(command);
    if (command instanceof RelayToCase) return this.relay.execute(command);
    if (command instanceof RevealIdentity) return this.reveal.execute(command);
    if (command instanceof EraseSubject) return this.erase.execute(command);
    throw new TypeError('nobody handles this');
  };

  give(who: Who, caseId: string, command: ClearCaseCommand, meta: Meta = {}): Promise<CommandAnswer> {
    return this.decide.execute(new DecideCase(caseId, command, metaOf(who, meta)));
  }

  /** Reports a case and answers its id. */
  async report(more: Partial<ClearReport> = {}, caseId: string = randomUUID()): Promise<string> {
    await this.give('wang', caseId, { type: 'ReportCase', data: { ...streetLight, ...more } });
    return caseId;
  }

  look(
    who: Who,
    caseId: string,
    purpose: RevealPurpose = 'first-contact',
    meta: Meta = {},
  ): Promise<RevealedIdentity> {
    return this.reveal.execute(new RevealIdentity(caseId, purpose, metaOf(who, meta)));
  }

  forget(who: Who, subject: string, meta: Meta = {}): Promise<CommandAnswer> {
    return this.erase.execute(new EraseSubject(subject, metaOf(who, meta)));
  }

  async events(stream: StreamName): Promise<readonly StoredEvent[]> {
    try {
      return await this.store.readStream(stream);
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }

  eventsOf(caseId: string): Promise<readonly StoredEvent[]> {
    return this.events(caseStream(caseId));
  }

  /** What the last event of this type says. */
  async said<Type extends CaseEventType>(caseId: string, type: Type): Promise<DataOf<Type>> {
    const found = (await this.eventsOf(caseId)).findLast((event) => event.type === type);
    if (!found) throw new Error(`${caseId} has no ${type}`);
    return found.data as DataOf<Type>;
  }

  /** What such an event has done to the clocks. */
  async carried(caseId: string, type: CaseEventType): Promise<unknown> {
    return ((await this.said(caseId, type)) as { readonly deadlines?: unknown }).deadlines;
  }

  async typesOf(caseId: string): Promise<readonly string[]> {
    return (await this.eventsOf(caseId)).map(({ type }) => type);
  }
}

export function metaOf(who: Who, more: Meta = {}): CommandMeta {
  const by = Object.hasOwn(people, who)
    ? ({ kind: 'person', id: who } as const)
    : ({ kind: 'system', role: who as SystemRole } as const);
  return { commandId: randomUUID(), fingerprint: 'one', by, ...more };
}

/** What resident Zhang says at mill-1; his words and his contact must never be seen in clear. */
export const streetLight: ClearReport = {
  serviceType: '050301',
  unit: 'mill-1',
  channel: 'grid',
  narrative: {
    summary: '河边路灯不亮 The Lantern by the river is dark',
    place: { text: '河滨路十二号' },
  },
  contact: { name: '张伟', phone: '13800000000', address: '磨坊巷三号' },
};
