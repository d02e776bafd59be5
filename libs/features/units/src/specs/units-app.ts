import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore, InMemoryEventStore } from '#event-store';
import { featureApp } from '#http/testing';
import { FixedClock } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { UnitsModule } from '../index.js';
import { unitsProjections } from '../projections.js';

/** This room behind its HTTP, over a log in memory. */
export async function unitsApp() {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-units-'));
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const readers: ReadStore[] = [];
  const runner = new ProjectionRunner({
    folder,
    store,
    clock,
    projections: unitsProjections(),
    onAdvanced: (mark) => readers.forEach((reader) => reader.advanced(mark)),
  });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  readers.push(views);
  runner.start();
  const web = await featureApp(UnitsModule, clock, [
    { provide: EventStore, useValue: store },
    { provide: ReadStore, useValue: views },
    { provide: Vault, useValue: new Vault(new InMemoryKeyStore()) },
  ]);

  const call = (method: 'GET' | 'POST' | 'DELETE', url: string, token?: string, body?: object) =>
    web.ask(method, url, undefined, body, token === undefined ? {} : { authorization: `Bearer ${token}` });

  async function signIn(name: string, password: string): Promise<string> {
    const { answer } = await call('POST', '/api/sessions', undefined, { signIn: name, password });
    return String(answer['token']);
  }

  async function stop(): Promise<void> {
    await web.stop();
    await runner.stop();
    views.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }

  return { ...web, clock, store, views, call, signIn, stop };
}
