import { afterEach, expect, it } from '@jest/globals';
import type { FixedClock } from '#kernel';
import type { EventStore, StoredEvent, StreamName } from '../event-store.js';

/** A log under test, empty at first. */
export interface TestLog {
  readonly store: EventStore;
  readonly clock: FixedClock;
  /** Closes the store and opens the same log again, as after a restart. */
  reopen(): Promise<EventStore>;
  close(): Promise<void>;
}

export interface TestLogOptions {
  readonly maximumAppendSize?: number;
}

/** Undoes what a fixture has done to a log. */
export type Undo = () => void;

/** What some adapters can be made to show, and others cannot. */
export interface Skills {
  /** Writes exactly these events in place of all others, past every guard, and opens the log again. */
  rewrite(log: TestLog, events: readonly StoredEvent[]): Promise<EventStore>;
  /** Reads fail until undone: the server is gone. */
  interrupt(log: TestLog): Undo;
  /** No space is left until undone. */
  fill(log: TestLog): Undo;
  /** Nothing can be written until undone. */
  forbid(log: TestLog): Undo;
  /** A second writer of the same log. */
  openSecond(log: TestLog): EventStore;
  /** Copies the log while it is in use and opens the copy. */
  backUp(log: TestLog): Promise<EventStore>;
  /** Logs as every released version has left them, opened now. */
  released(log: TestLog): readonly { readonly store: EventStore; readonly events: number }[];
  /** The same log, marked as written by a release that does not exist yet. */
  openFromTheFuture(log: TestLog): Promise<EventStore>;
}

/** One adapter, as the contract drives it. */
export interface LogFixture {
  open(options?: TestLogOptions): TestLog;
  readonly skills: Partial<Skills>;
  /** Behaviours that this adapter cannot show here, by number, and why. */
  readonly notHere: Readonly<Record<number, string>>;
}

type Deed = (log: TestLog, options?: TestLogOptions) => Promise<void>;
type SkilledDeed<Name extends keyof Skills> = (log: TestLog, skills: Pick<Skills, Name>) => Promise<void>;

/** States behaviours by their numbers and keeps count of them. */
export class Behaviours {
  private readonly shown = new Set<number>();
  private readonly absent = new Set<number>();
  private readonly logs: TestLog[] = [];

  constructor(private readonly fixture: LogFixture) {
    afterEach(async () => {
      for (const log of this.logs.splice(0)) await log.close();
    });
  }

  /** A behaviour of every adapter. */
  of(number: number, title: string, deed: Deed, options?: TestLogOptions): void {
    this.shown.add(number);
    it(`${number} ${title}`, () => deed(this.open(options)));
  }

  /** A behaviour that shows only where the fixture has the skills for it. */
  needing<Name extends keyof Skills>(
    needed: readonly Name[],
    number: number,
    title: string,
    deed: SkilledDeed<Name>,
  ): void {
    const { skills } = this.fixture;
    if (!has(skills, needed)) {
      this.absent.add(number);
      return;
    }
    this.shown.add(number);
    it(`${number} ${title}`, () => deed(this.open(), skills));
  }

  /** A behaviour that takes another process to show. */
  elsewhere(number: number): void {
    this.absent.add(number);
  }

  /** Nothing is left out in silence. */
  account(): void {
    const { notHere } = this.fixture;
    const declared = Object.keys(notHere).map(Number);
    const reasons = Object.entries(notHere).map(([number, why]) => `${number} (${why})`);
    it(`shows all 38 behaviours but for ${reasons.join(', ') || 'none'}`, () => {
      expect([...this.absent].filter((number) => !this.shown.has(number))).toEqual(declared);
      expect([...this.shown, ...declared].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 38 }, (_, index) => index + 1),
      );
    });
  }

  private open(options?: TestLogOptions): TestLog {
    const log = this.fixture.open(options);
    this.logs.push(log);
    return log;
  }
}

function has<Name extends keyof Skills>(
  skills: Partial<Skills>,
  needed: readonly Name[],
): skills is Pick<Skills, Name> {
  return needed.every((name) => skills[name] !== undefined);
}

/** The whole log, page by page. */
export async function everything(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let page = await store.readAll(); ; page = await store.readAll({ from: page.position })) {
    events.push(...page.events);
    if (page.atHead) return events;
  }
}

/** A stream's revisions, as numbers. */
export async function revisions(store: EventStore, stream: StreamName): Promise<number[]> {
  return (await store.readStream(stream)).map(({ revision }) => Number(revision));
}
