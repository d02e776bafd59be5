import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { settingsFrom, type Settings } from '#config';
import { Accounts } from '#identity';
import { openWorkbench, startInMemory, type InMemoryOptions, type InMemoryServer } from '#server';
import { createLogger } from '#telemetry';
import { seedDemoCounty } from '#units';
import { Client } from './client.js';
import { type Person } from './county.js';

/** A service in memory that listens, with the demo county in it. */
export interface TestService extends InMemoryServer {
  /** One who has not signed in. */
  readonly anybody: Client;
  /** Signed in on first use, and then for the whole story. */
  readonly the: (person: Person) => Promise<Client>;
}

export async function serviceInMemory(options?: InMemoryOptions): Promise<TestService> {
  const service = await startInMemory(options);
  await seedDemoCounty({ commandBus: service.app.get(CommandBus), accounts: service.accounts });
  const anybody = new Client(await service.listen());
  await service.settled();
  return { ...service, anybody, the: signedInOnce(anybody) };
}

export function signedInOnce(anybody: Client): (person: Person) => Promise<Client> {
  const signedIn = new Map<Person, Promise<Client>>();
  return (person) => {
    const known = signedIn.get(person) ?? anybody.as(person);
    signedIn.set(person, known);
    return known;
  };
}

/** Settings of an embedded service with a data folder of its own, the demo county in it and nobody at work. */
export async function countyInAFolder(): Promise<{ settings: Settings; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-journey-'));
  const settings = settingsFrom({ GRIDCASE_DATA: folder, GRIDCASE_PORT: '0', GRIDCASE_DEMO: 'no' });
  const bench = await openWorkbench(settings, { log: silent });
  await seedDemoCounty({ commandBus: bench.get(CommandBus), accounts: bench.get(Accounts) });
  await bench.caughtUp();
  await bench.close();
  return { settings, remove: () => rmSync(folder, { recursive: true }) };
}

export const silent = createLogger({ logLevel: 'silent' });
