import type { Message } from '#kernel';
import type { CoverageEvent } from './coverage.events.js';
import type { PersonEvent } from './person.events.js';
import type { UnitEvent } from './unit.events.js';

/** What is stored of an event besides its envelope. */
export interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** One family of events as it is stored. */
export interface EventForm<Event extends Message> {
  readonly types: readonly Event['type'][];
  encode(event: Event): StoredData;
  /** Undefined for a type or a version that this release does not know. */
  decode(stored: StoredData): Event | undefined;
}

// Stored names and versions: a name stands for ever, a changed shape gets the next version and an upcaster.

export const unitEventForm = formOf<UnitEvent>({
  UnitOpened: 1,
  UnitMoved: 1,
  UnitRenamed: 1,
  UnitClosed: 1,
});

export const coverageEventForm = formOf<CoverageEvent>({ AddressesRegistered: 1, GroupCoverageChanged: 1 });

export const personEventForm = formOf<PersonEvent>({
  PersonRegistered: 1,
  PositionGiven: 1,
  PositionEnded: 1,
  MandateGiven: 1,
  MandateEnded: 1,
  PasswordReplaced: 1,
});

function formOf<Event extends Message>(versions: Readonly<Record<Event['type'], number>>): EventForm<Event> {
  const versionOf = new Map<string, number>(Object.entries(versions));
  return {
    types: Object.keys(versions) as Event['type'][],
    encode: ({ type, data }) => ({ type, schemaVersion: versions[type as keyof typeof versions], data }),
    decode: ({ type, schemaVersion, data }) =>
      versionOf.get(type) === schemaVersion ? ({ type, data } as Event) : undefined,
  };
}
