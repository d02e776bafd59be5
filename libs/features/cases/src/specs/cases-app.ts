import { Calendars } from '#calendar/messages';
import { Catalogues } from '#catalogue/messages';
import { EventStore } from '#event-store';
import { featureApp } from '#http/testing';
import { Directory } from '#identity';
import { KeyedDigests, Vault } from '#privacy';
import { ReadStore } from '#read-store';
import { CasesModule } from '../cases.module.js';
import type { PersonName } from '../domain/testing.js';
import { CaseOffice } from './case-office.js';
import { atTheEnd } from './rooms.js';
import { follow } from './views.js';

type Headers = Readonly<Record<string, string>>;

/** This room behind its HTTP, over the rooms of an office. */
export async function casesApp(rooms?: ConstructorParameters<typeof CaseOffice>[0]) {
  const office = new CaseOffice(rooms);
  const { views, caughtUp } = await follow(office);
  const { bus, ask, stop } = await featureApp(CasesModule, office.clock, [
    { provide: EventStore, useValue: office.store },
    { provide: ReadStore, useValue: views },
    { provide: Vault, useValue: office.vault },
    { provide: KeyedDigests, useValue: office.digests },
    { provide: Directory, useValue: office.directory },
    { provide: Catalogues, useValue: office.catalogues },
    { provide: Calendars, useValue: office.calendars },
  ]);
  atTheEnd(stop);

  const get = async (url: string, who?: PersonName, headers?: Headers) => {
    await caughtUp();
    return ask('GET', url, who, undefined, headers);
  };
  const post = (url: string, who?: PersonName, body: object = {}, headers?: Headers) =>
    ask('POST', url, who, body, headers);
  return { office, bus, get, post, caughtUp };
}
