import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { LogPage, LogPosition } from '../event-store.js';
import { everything } from './fixture.contract.js';
import type { Behaviours } from './fixture.contract.js';
import { eightWriters } from './read.contract.js';
import { command, Listener, newStream, turns, until, write } from './samples.contract.js';

/** Behaviours 23 to 30. */
export function subscribeContract(behaviours: Behaviours): void {
  behaviours.of(23, 'starts from the start, from the end, or after a position', async ({ store }) => {
    const { events } = await store.append(newStream(), 'no-stream', command(3));
    const listeners = { start: new Listener(), end: new Listener(), after: new Listener() };
    const second = events[1]?.position;
    if (!second) throw new Error('no sample');
    const open = [
      store.subscribe({ from: 'start' }, listeners.start.handler),
      store.subscribe({ from: 'end' }, listeners.end.handler),
      store.subscribe({ from: second }, listeners.after.handler),
    ];
    const { events: more } = await store.append(newStream(), 'no-stream', command(2));
    await until(async () =>
      open.every((subscription) => subscription.health().position === more[1]?.position),
    );
    expect(listeners.start.events).toEqual([...events, ...more]);
    expect(listeners.end.events).toEqual(more);
    expect(listeners.after.events).toEqual([...events.slice(2), ...more]);
    expect(open.map((subscription) => subscription.health().state)).toEqual(['live', 'live', 'live']);
  });

  behaviours.of(
    24,
    'goes from catching up to live without loss, repetition or disorder',
    async ({ store }) => {
      await fc.assert(
        fc.asyncProperty(eightWriters, fc.integer({ min: 1, max: 9 }), async (scripts, batch) => {
          await store.append(newStream(), 'no-stream', command(20));
          const listener = new Listener();
          const writing = Promise.all(scripts.map((script) => write(store, newStream(), script)));
          await turns(2);
          const subscription = store.subscribe({ from: 'start', batch }, listener.handler);
          await writing;
          const head = await store.head();
          await until(() => subscription.health().position === head);
          await subscription.close();
          expect(listener.events).toEqual(await everything(store));
          expect(Math.max(...listener.pages.map(({ events }) => events.length))).toBeLessThanOrEqual(batch);
        }),
        { numRuns: 5 },
      );
    },
  );

  behaviours.of(25, 'goes on from a stored checkpoint after a stop in the middle', async (log) => {
    await log.store.append(newStream(), 'no-stream', command(30));
    let checkpoint: LogPosition | 'start' = 'start';
    const handled: string[] = [];
    const keep = (page: LogPage) => {
      handled.push(...page.events.map(({ id }) => id));
      checkpoint = page.position;
      if (handled.length === 12) throw new Error('the process dies after its commit');
    };
    const onStopped = () => undefined;
    const first = log.store.subscribe({ from: 'start', batch: 4, retryAfter: [], onStopped }, keep);
    await until(() => first.health().state === 'stopped');
    const store = await log.reopen();
    const second = store.subscribe({ from: checkpoint, batch: 4 }, keep);
    const head = await store.head();
    await until(() => second.health().position === head);
    expect(handled).toEqual((await everything(store)).map(({ id }) => id));
  });

  behaviours.of(26, 'offers a page again after an error, then stops and says so', async ({ store }) => {
    const { events } = await store.append(newStream(), 'no-stream', command(3));
    const offered: string[][] = [];
    const stopped: Error[] = [];
    let refusals = 2;
    const handler = async (page: LogPage) => {
      await turns(1);
      offered.push(page.events.map(({ id }) => id));
      if (refusals-- > 0 || page.events.length === 0) throw new Error(`not now ${refusals}`);
    };
    const onStopped = (error: Error) => stopped.push(error);
    const subscription = store.subscribe({ from: 'start', batch: 2, retryAfter: [0, 1], onStopped }, handler);
    await until(() => subscription.health().position === events[2]?.position);
    const [one, two, three] = events.map(({ id }) => id);
    expect(offered).toEqual([[one, two], [one, two], [one, two], [three]]);
    refusals = Infinity;
    await store.append(newStream(), 'no-stream', command(1));
    await until(() => stopped.length > 0);
    expect(subscription.health()).toEqual({
      state: 'stopped',
      position: events[2]?.position,
      error: stopped[0],
    });
    const calls = offered.length;
    await store.append(newStream(), 'no-stream', command(1));
    await turns(5);
    expect([calls, offered.length, stopped.length]).toEqual([7, 7, 1]);
  });

  behaviours.of(27, 'holds one page for a slow handler and no more', async ({ store }) => {
    await store.append(newStream(), 'no-stream', command(1000));
    const pages: LogPage[] = [];
    let release = () => undefined as void;
    const slow = (page: LogPage) => {
      pages.push(page);
      return new Promise<void>((resolve) => (release = resolve));
    };
    const subscription = store.subscribe({ from: 'start', batch: 10 }, slow);
    await until(() => pages.length === 1);
    await store.append(newStream(), 'no-stream', command(10));
    await turns(20);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.events).toHaveLength(10);
    release();
    await until(() => pages.length === 2);
    const closing = subscription.close();
    release();
    await closing;
    expect(pages.flatMap(({ events }) => events)).toEqual((await everything(store)).slice(0, 20));
  });

  behaviours.needing(
    ['interrupt'],
    28,
    'resumes by itself when the log can be read again',
    async (log, { interrupt }) => {
      const { events, position } = await log.store.append(newStream(), 'no-stream', command(3));
      const store = await log.reopen(); // what a process has written itself it need not read
      const listener = new Listener();
      let restore: (() => void) | undefined;
      const subscription = store.subscribe({ from: 'start', batch: 1, retryAfter: [1] }, (page) => {
        restore ??= interrupt(log);
        return listener.handler(page);
      });
      await until(() => subscription.health().state === 'retrying');
      expect(subscription.health().position).toBe(events[0]?.position);
      expect(subscription.health().error).toMatchObject({ name: 'Unavailable' });
      await turns(5);
      restore?.();
      await until(() => subscription.health().position === position);
      expect(listener.events).toEqual(events);
      expect(subscription.health().state).toBe('live');
    },
  );

  behaviours.of(29, 'calls nobody after it was closed', async ({ store }) => {
    await store.append(newStream(), 'no-stream', command(50));
    let calls = 0;
    let running = false;
    const subscription = store.subscribe({ from: 'start', batch: 1 }, async () => {
      calls++;
      running = true;
      await turns(2);
      running = false;
    });
    await until(() => calls === 3);
    await subscription.close();
    expect(running).toBe(false);
    const before = calls;
    await store.append(newStream(), 'no-stream', command(5));
    await turns(10);
    expect(calls).toBe(before);
    expect(subscription.health().state).toBe('closed');
    await subscription.close();
  });

  behaviours.of(30, 'advances when the filter lets nothing through', async ({ store }) => {
    await store.append(newStream('unit'), 'no-stream', command(10));
    const listener = new Listener();
    const subscription = store.subscribe(
      { from: 'start', filter: { streamPrefixes: ['case-'] } },
      listener.handler,
    );
    const { position } = await store.append(newStream('unit'), 'no-stream', command(1));
    await until(() => subscription.health().position === position);
    expect(listener.pages.at(-1)).toMatchObject({ events: [], position });
    const { events } = await store.append(newStream('case'), 'no-stream', command(1));
    await until(() => subscription.health().position === events[0]?.position);
    expect(listener.events).toEqual(events);
  });
}
