import 'reflect-metadata';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Provider } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { EventStore, InMemoryEventStore } from '#event-store';
import { createHttpApp, HttpRim } from '#http';
import { Accounts, Directory, openIdentity, Sessions } from '#identity';
import { Clock, FixedClock } from '#kernel';
import { InMemoryKeyStore, KeyedDigests, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { CalendarModule, seedNationalCalendar } from '../index.js';
import { Calendars } from '../messages.js';
import { directory } from './calendar-desk.js';

@Global()
@Module({})
class Foundations {}

@Module({})
class CalendarApp {}

/** This room behind its HTTP, over a log in memory that was seeded with the national calendar. */
export async function calendarApp() {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-calendar-'));
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const runner = new ProjectionRunner({ folder, store, clock, projections: [] });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const identity = openIdentity({ file: ':memory:', clock, hashing: { memoryKiB: 8, passes: 1 } });
  const providers: Provider[] = [
    { provide: EventStore, useValue: store },
    { provide: ReadStore, useValue: views },
    { provide: Clock, useValue: clock },
    { provide: Vault, useValue: new Vault(new InMemoryKeyStore()) },
    { provide: KeyedDigests, useValue: new KeyedDigests(createSecretKey(randomBytes(32))) },
    { provide: Accounts, useValue: identity.accounts },
    { provide: Sessions, useValue: identity.sessions },
    { provide: Directory, useValue: directory },
  ];
  const foundations = { module: Foundations, providers, exports: providers };
  const rim = new HttpRim({}, createLogger({ logLevel: 'error' }, { write: () => {} }));
  const imports = [foundations, CqrsModule.forRoot(), CalendarModule];
  const app = await createHttpApp({ module: CalendarApp, imports }, rim, '1.0.0');
  const loading = { commandBus: app.get(CommandBus), calendars: app.get(Calendars) };
  await seedNationalCalendar(loading);

  /** Without a body it is a question. */
  async function call(url: string, as?: string, body?: object) {
    const authorization =
      as === undefined ? {} : { authorization: `Bearer ${identity.sessions.open(as).token}` };
    const headers = { 'idempotency-key': randomUUID(), ...authorization };
    const asked = { method: body ? 'POST' : 'GET', url, headers, ...(body && { payload: body }) } as const;
    const response = await app.inject(asked);
    return { status: response.statusCode, answer: response.json<Record<string, unknown>>() };
  }

  async function stop(): Promise<void> {
    await rim.stop(app);
    views.close();
    await runner.stop();
    await store.close();
    identity.close();
    rmSync(folder, { recursive: true });
  }

  return { loading, store, call, stop };
}
