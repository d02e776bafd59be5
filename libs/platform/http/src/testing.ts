import 'reflect-metadata';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Global, Module, type Provider, type Type } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Accounts, openIdentity, Sessions } from '#identity';
import { Clock } from '#kernel';
import { KeyedDigests } from '#privacy';
import { createLogger } from '#telemetry';
import { createHttpApp } from './create-http-app.js';
import { HttpRim } from './http-rim.js';

type Method = 'GET' | 'POST' | 'DELETE';

@Global()
@Module({})
class Foundations {}

@Module({})
class App {}

/** A feature behind the rim, with real sessions; it stands on what the spec gives it. */
export async function featureApp(feature: Type, clock: Clock, standsOn: readonly Provider[]) {
  const identity = openIdentity({ file: ':memory:', clock, hashing: { memoryKiB: 8, passes: 1 } });
  const { accounts, sessions } = identity;
  const providers: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: Accounts, useValue: accounts },
    { provide: Sessions, useValue: sessions },
    { provide: KeyedDigests, useValue: new KeyedDigests(createSecretKey(randomBytes(32))) },
    ...standsOn,
  ];
  const foundations = { module: Foundations, providers, exports: providers };
  const rim = new HttpRim({}, createLogger({ logLevel: 'error' }, { write: () => {} }));
  const imports = [foundations, CqrsModule.forRoot(), feature];
  const app = await createHttpApp({ module: App, imports }, rim, '1.0.0');

  /** A request of a person, who is signed in for it, or of nobody in particular. */
  async function ask(
    method: Method,
    url: string,
    who?: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ) {
    const signedIn = who !== undefined && { authorization: `Bearer ${sessions.open(who).token}` };
    const key = method !== 'GET' && { 'idempotency-key': randomUUID() };
    const headers = { ...signedIn, ...key, ...more };
    const response = await app.inject({ method, url, headers, ...(body && { payload: body }) });
    const { statusCode: status, headers: answered, body: text } = response;
    const answer = text === '' ? {} : response.json<Record<string, unknown>>();
    return { status, headers: answered, etag: answered['etag'], answer, text };
  }

  async function stop(): Promise<void> {
    await rim.stop(app);
    identity.close();
  }

  return { app, bus: app.get(CommandBus), accounts, ask, stop };
}
