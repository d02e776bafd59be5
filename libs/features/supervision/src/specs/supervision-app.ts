import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { EventStore } from '#event-store';
import { featureApp } from '#http/testing';
import { Directory, InMemoryDirectory } from '#identity';
import {
  InMemoryOutbox,
  InMemoryReadingMarks,
  Outbox,
  Poster,
  ReadingMarks,
  type PosterOptions,
} from '#outbox';
import { InMemoryKeyStore, Vault } from '#privacy';
import { InMemoryCheckpoints, ProcessRunner } from '#processes';
import { ReadStore } from '#read-store';
import { NoticeCourier } from '../delivery/notice-courier.js';
import { supervisionProcesses } from '../index.js';
import { SilenceWatch } from '../silence/silence-watch.js';
import { SupervisionModule } from '../supervision.module.js';
import { CaseLog, follow } from './case-log.js';
import { people, units, type PersonName } from './grid.js';
import { calendars, rules } from './names.js';
import { atTheEnd } from './rooms.js';

interface Rooms {
  readonly outbox?: Outbox;
  readonly poster?: PosterOptions;
}

/** This room behind its HTTP, over a log to which the spec lets things happen. */
export async function supervisionApp({ outbox = new InMemoryOutbox(), poster }: Rooms = {}) {
  const log = new CaseLog();
  const { views, caughtUp } = await follow(log);
  const keys = new InMemoryKeyStore();
  const book = <Book>(value: Book) => ({ book: () => Promise.resolve(value) });
  const { app, bus, ask, stop } = await featureApp(SupervisionModule, log.clock, [
    { provide: EventStore, useValue: log.store },
    { provide: ReadStore, useValue: views },
    { provide: Vault, useValue: new Vault(keys) },
    { provide: Directory, useValue: new InMemoryDirectory(units, people) },
    { provide: Calendars, useValue: book(calendars) },
    { provide: Catalogues, useValue: book(rules) },
    { provide: Outbox, useValue: outbox },
    { provide: ReadingMarks, useValue: new InMemoryReadingMarks() },
    { provide: Poster, useValue: new Poster({ privateAddresses: true, timeout: 300, ...poster }) },
  ]);
  atTheEnd(stop);
  const courier = app.get(NoticeCourier);
  const runner = new ProcessRunner(
    log.store,
    new InMemoryCheckpoints(),
    supervisionProcesses,
    (command) => bus.execute(command as never),
    { retryAfter: [1] },
  );
  atTheEnd(() => runner.stop());
  runner.start();

  /** Every event up to now has been told to the outbox. */
  async function told(): Promise<void> {
    const head = await caughtUp();
    const health = () => Object.values(runner.health());
    while (!health().every(({ position }) => position !== 'start' && position >= head))
      await new Promise(setImmediate);
  }

  /** And what is due has gone out. */
  async function sent(): Promise<void> {
    await told();
    await courier.pass();
  }

  const get = async (url: string, who?: PersonName) => {
    await caughtUp();
    return ask('GET', url, who);
  };
  const post = (url: string, who?: PersonName, body: object = {}) => ask('POST', url, who, body);
  const remove = (url: string, who?: PersonName) => ask('DELETE', url, who);

  /** Opens a channel as the town's administrator, and answers its id. */
  async function channel(request: object): Promise<string> {
    const { status, answer } = await post('/api/notices/channels', 'gao', request);
    if (status !== 201) throw new Error(JSON.stringify(answer));
    await caughtUp();
    return String(answer['channelId']);
  }

  const watch = app.get(SilenceWatch);
  return {
    app,
    bus,
    log,
    clock: log.clock,
    outbox,
    courier,
    watch,
    get,
    post,
    remove,
    channel,
    told,
    sent,
    caughtUp,
  };
}
