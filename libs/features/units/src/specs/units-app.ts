import 'reflect-metadata';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type Provider } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { EventStore, InMemoryEventStore } from '#event-store';
import { createHttpApp, HttpRim } from '#http';
import { Accounts, openIdentity, Sessions } from '#identity';
import { Clock, FixedClock } from '#kernel';
import { InMemoryKeyStore, KeyedDigests, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { UnitsModule } from '../index.js';
import { unitsProjections } from '../projections.js';

@Global()
@Module({})
class Foundations {}

@Module({})
class UnitsApp {}

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
  const identity = openIdentity({ file: ':memory:', clock, hashing: { memoryKiB: 8, passes: 1 } });
  const providers: Provider[] = [
    { provide: EventStore, useValue: store },
    { provide: ReadStore, useValue: views },
    { provide: Clock, useValue: clock },
    { provide: Vault, useValue: new Vault(new InMemoryKeyStore()) },
    { provide: KeyedDigests, useValue: new KeyedDigests(createSecretKey(randomBytes(32))) },
    { provide: Accounts, useValue: identity.accounts },
    { provide: Sessions, useValue: identity.sessions },
  ];
  const foundations = { module: Foundations, providers, exports: providers };
  const rim = new HttpRim({}, createLogger({ logLevel: 'error' }, { write: () => {} }));
  const imports = [foundations, CqrsModule.forRoot(), UnitsModule];
  const app = await createHttpApp({ module: UnitsApp, imports }, rim, '1.0.0');

  async function call(method: 'GET' | 'POST' | 'DELETE', url: string, token?: string, body?: object) {
    const response = await app.inject({
      method,
      url,
      headers: {
        'idempotency-key': randomUUID(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body && { payload: body }),
    });
    const answer = response.body === '' ? {} : response.json<Record<string, never>>();
    return {
      status: response.statusCode,
      headers: response.headers,
      answer: answer as Record<string, unknown>,
    };
  }

  async function signIn(name: string, password: string): Promise<string> {
    const { answer } = await call('POST', '/api/sessions', undefined, { signIn: name, password });
    return String(answer['token']);
  }

  async function stop(): Promise<void> {
    await rim.stop(app);
    await runner.stop();
    views.close();
    await store.close();
    identity.close();
    rmSync(folder, { recursive: true });
  }

  return {
    app,
    clock,
    store,
    views,
    bus: app.get(CommandBus),
    accounts: identity.accounts,
    call,
    signIn,
    stop,
  };
}
