import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore, InMemoryEventStore } from '#event-store';
import { featureApp } from '#http/testing';
import { Directory } from '#identity';
import { FixedClock } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { CalendarModule, seedNationalCalendar } from '../index.js';
import { Calendars } from '../messages.js';
import { directory } from './calendar-desk.js';

/** This room behind its HTTP, over a log in memory that was seeded with the national calendar. */
export async function calendarApp() {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-calendar-'));
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const runner = new ProjectionRunner({ folder, store, clock, projections: [] });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const web = await featureApp(CalendarModule, clock, [
    { provide: EventStore, useValue: store },
    { provide: ReadStore, useValue: views },
    { provide: Vault, useValue: new Vault(new InMemoryKeyStore()) },
    { provide: Directory, useValue: directory },
  ]);
  const loading = { commandBus: web.bus, calendars: web.app.get(Calendars) };
  await seedNationalCalendar(loading);

  /** Without a body it is a question. */
  const call = (url: string, as?: string, body?: object) => web.ask(body ? 'POST' : 'GET', url, as, body);

  async function stop(): Promise<void> {
    await web.stop();
    views.close();
    await runner.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  }

  return { loading, store, call, stop };
}
