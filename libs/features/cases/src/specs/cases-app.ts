import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Global, Module, type Provider } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { EventStore } from '#event-store';
import { createHttpApp, HttpRim } from '#http';
import { Directory, openIdentity, Sessions } from '#identity';
import { Clock } from '#kernel';
import { KeyedDigests, Vault } from '#privacy';
import { ReadStore } from '#read-store';
import { createLogger } from '#telemetry';
import { CasesModule } from '../cases.module.js';
import type { PersonName } from '../domain/testing.js';
import { CaseOffice } from './case-office.js';
import { atTheEnd } from './rooms.js';
import { follow } from './views.js';

@Global()
@Module({})
class Foundations {}

@Module({})
class CasesApp {}

type Headers = Readonly<Record<string, string>>;

/** This room behind its HTTP, over the rooms of an office. */
export async function casesApp(rooms?: ConstructorParameters<typeof CaseOffice>[0]) {
  const office = new CaseOffice(rooms);
  const { views, caughtUp } = await follow(office);
  const identity = openIdentity({ file: ':memory:', clock: office.clock });
  atTheEnd(() => identity.close());
  const providers: Provider[] = [
    { provide: EventStore, useValue: office.store },
    { provide: ReadStore, useValue: views },
    { provide: Clock, useValue: office.clock },
    { provide: Vault, useValue: office.vault },
    { provide: KeyedDigests, useValue: office.digests },
    { provide: Directory, useValue: office.directory },
    { provide: Sessions, useValue: identity.sessions },
    { provide: Catalogues, useValue: office.catalogues },
    { provide: Calendars, useValue: office.calendars },
  ];
  const foundations = { module: Foundations, providers, exports: providers };
  const rim = new HttpRim({}, createLogger({ logLevel: 'error' }, { write: () => {} }));
  const imports = [foundations, CqrsModule.forRoot(), CasesModule];
  const app = await createHttpApp({ module: CasesApp, imports }, rim, '1.0.0');
  atTheEnd(() => rim.stop(app));

  /** A request of a person, or of nobody in particular. */
  async function ask(
    method: 'GET' | 'POST',
    url: string,
    who?: PersonName,
    body?: object,
    headers: Headers = {},
  ) {
    const signedIn = who && { authorization: `Bearer ${identity.sessions.open(who).token}` };
    const key = method === 'POST' && { 'idempotency-key': randomUUID() };
    const response = await app.inject({
      method,
      url,
      headers: { ...signedIn, ...key, ...headers },
      ...(body && { payload: body }),
    });
    const answer = response.json<Record<string, unknown>>();
    return { status: response.statusCode, etag: response.headers['etag'], answer, text: response.body };
  }

  const get = async (url: string, who?: PersonName, headers?: Headers) => {
    await caughtUp();
    return ask('GET', url, who, undefined, headers);
  };
  const post = (url: string, who?: PersonName, body: object = {}, headers?: Headers) =>
    ask('POST', url, who, body, headers);
  return { office, bus: app.get(CommandBus), get, post, caughtUp };
}
