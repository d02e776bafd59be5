import 'reflect-metadata';
import { createSecretKey } from 'node:crypto';
import { Global, Module, type Provider } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { EventStore, InMemoryEventStore, type StoredEvent } from '#event-store';
import { createHttpApp, HttpRim } from '#http';
import { Directory, InMemoryDirectory, openIdentity, Sessions } from '#identity';
import { Clock, FixedClock, type Position } from '#kernel';
import { KeyedDigests } from '#privacy';
import { ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { MetricsModule } from '../metrics.module.js';
import { asStore, viewsOf } from './counted.js';
import { calendars, units } from './small-grid.js';
import { july } from './story.js';

@Global()
@Module({})
class Foundations {}

@Module({})
class MetricsApp {}

const people: Readonly<Record<string, readonly Position[]>> = {
  chen: [{ role: 'committee-officer', unit: 'river' }],
  sun: [{ role: 'supervisor', unit: 'county' }],
  ding: [{ role: 'administrator', unit: 'county' }],
};

/** This room behind its HTTP, at the end of August, over what the log holds. */
export async function metricsApp(log: readonly StoredEvent[]) {
  const clock = new FixedClock(july(62 * 24));
  const views = await viewsOf([log]);
  const identity = openIdentity({ file: ':memory:', clock });
  const providers: Provider[] = [
    { provide: EventStore, useValue: new InMemoryEventStore(clock) },
    { provide: ReadStore, useValue: asStore(views) },
    { provide: Clock, useValue: clock },
    { provide: Directory, useValue: new InMemoryDirectory(units, people) },
    { provide: Sessions, useValue: identity.sessions },
    { provide: KeyedDigests, useValue: new KeyedDigests(createSecretKey(Buffer.alloc(32, 1))) },
    { provide: Calendars, useValue: { book: () => Promise.resolve(calendars) } },
  ];
  const foundations = { module: Foundations, providers, exports: providers };
  const rim = new HttpRim({}, createLogger({ logLevel: 'error' }, { write: () => {} }));
  const app = await createHttpApp(
    { module: MetricsApp, imports: [foundations, MetricsModule] },
    rim,
    '1.0.0',
  );
  const get = async <Answer>(url: string, who = 'chen') => {
    const headers = { authorization: `Bearer ${identity.sessions.open(who).token}` };
    const response = await app.inject({ method: 'GET', url, headers });
    return { status: response.statusCode, answer: response.json<Answer>() };
  };
  const close = async () => {
    await rim.stop(app);
    await views.close();
    identity.close();
  };
  return { get, close };
}
