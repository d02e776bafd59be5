import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bookIn, type CalendarEvent } from '#calendar/messages';
import { eventIdOf, InMemoryEventStore, streamName, type EventStore, type NewEvent } from '#event-store';
import { FixedClock, type CalendarBook, type RuleBook, type Rules, type WorkCalendar } from '#kernel';
import { plainCalendar } from '#kernel/testing';
import { InMemoryKeyStore } from '#privacy';
import { InMemoryCheckpoints, ProcessRunner } from '#processes';
import { caseProcesses } from '../processes/case-processes.js';
import { casesApp } from './cases-app.js';
import { atTheEnd } from './rooms.js';

const CALENDARS = streamName('calendar', 'all');

type Lines = Parameters<typeof bookIn>[0];

/** Calendars as a process has them: remembered once they were read or published here. */
class PublishedCalendars {
  private known: Lines = new Map();
  private held: Promise<void> | undefined;

  constructor(private readonly store: EventStore) {}

  async book(): Promise<CalendarBook> {
    const book = bookIn(this.known);
    await this.held;
    return book;
  }

  /** As the log has them. */
  async lines(): Promise<Lines> {
    const events = await this.store.readStream(CALENDARS);
    const lines = new Map<string, { versions: { calendar: WorkCalendar }[]; retired: boolean }>();
    for (const { type, data } of events as unknown as CalendarEvent[]) {
      const id = type === 'CalendarPublished' ? data.calendar.id : data.calendarId;
      const line = lines.get(id) ?? { versions: [], retired: false };
      if (type === 'CalendarPublished') line.versions.push(data);
      lines.set(id, { ...line, retired: type === 'CalendarRetired' });
    }
    this.known = lines;
    return lines;
  }

  /** Whoever asks until the next publication gets the book of now, but only when it is let go. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  publish(calendar: WorkCalendar): Promise<void> {
    return this.add('CalendarPublished', { calendar });
  }

  retire(calendarId: string, version: number): Promise<void> {
    return this.add('CalendarRetired', { calendarId, version });
  }

  private async add(type: string, data: object): Promise<void> {
    this.held = undefined;
    const commandId = randomUUID();
    const event: NewEvent = {
      id: eventIdOf(commandId, 0),
      type,
      schemaVersion: 1,
      occurredAt: '2026-11-10T01:00:00.000Z',
      actor: { id: 'operator', role: 'operator' },
      commandId,
      fingerprint: commandId,
      correlationId: commandId,
      causationId: commandId,
      data,
    };
    const { length } = await this.store.readStream(CALENDARS).catch(() => []);
    await this.store.append(CALENDARS, length === 0 ? 'no-stream' : BigInt(length - 1), [event]);
    await this.lines();
  }
}

/** Versions of the catalogue, the last one in force. */
class PublishedRules {
  constructor(readonly versions: Rules[]) {}

  book(): Promise<RuleBook> {
    const [first] = this.versions;
    if (!first) throw new Error('a catalogue is needed');
    const at = (hash: string) => this.versions.find((each) => each.hash === hash);
    return Promise.resolve({ current: this.versions.at(-1) ?? first, at });
  }

  published(): Promise<readonly Rules[]> {
    return Promise.resolve(this.versions);
  }
}

/** A log that dies after so many of these events were written, until it has power again. */
class FragileStore extends InMemoryEventStore {
  private left = Number.POSITIVE_INFINITY;
  private type = '';

  diesAfter(count: number, type: string): void {
    [this.left, this.type] = [count, type];
  }

  override append(...asked: Parameters<InMemoryEventStore['append']>) {
    if (asked[2].some(({ type }) => type === this.type) && (this.left -= 1) < 0)
      return Promise.reject(new Error('the power is gone'));
    return super.append(...asked);
  }
}

/** The rooms that outlive a process. */
export function roundsRooms(now: string, ...versions: Rules[]) {
  const clock = new FixedClock(Date.parse(now));
  const store = new FragileStore(clock);
  const calendars = new PublishedCalendars(store);
  const catalogues = new PublishedRules(versions);
  const keys = new InMemoryKeyStore();
  return { clock, store, keys, calendars, catalogues, checkpoints: new InMemoryCheckpoints() };
}

/** One process over these rooms: the desk behind its HTTP, and the engine's processes that follow the log. */
export async function roundsApp({ checkpoints, ...rooms }: ReturnType<typeof roundsRooms>) {
  if ((await rooms.store.head()) === '') await rooms.calendars.publish(plainCalendar);
  const app = await casesApp(rooms);
  const { store } = rooms;
  const dispatch = (command: object) => app.bus.execute(command);
  const runner = new ProcessRunner(store, checkpoints, caseProcesses, dispatch, {
    retryAfter: [1, 1],
    onStuck: () => {},
  });
  runner.start();
  atTheEnd(() => runner.stop());

  /** Until processes and read models have nothing left to do. */
  async function settled(): Promise<void> {
    for (;;) {
      const head = await store.head();
      const followed = Object.values(runner.health()).every(
        ({ position }) => position !== 'start' && position >= head,
      );
      await app.caughtUp();
      if (followed && (await store.head()) === head) return;
      await sleep(2);
    }
  }

  return { ...app, runner, settled };
}
