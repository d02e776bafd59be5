import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore, InMemoryEventStore } from '#event-store';
import { featureApp } from '#http/testing';
import { Directory, InMemoryDirectory } from '#identity';
import { FixedClock, unitTreeOf } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { ProjectionRunner, ReadStore } from '#read-store';
import { Catalogues, starterCatalogue } from '../messages.js';
import { CatalogueModule, seedCatalogue } from '../index.js';

const units = unitTreeOf([{ id: 'c', level: 'county', name: { en: 'County', zh: '县' }, open: true }]);
const directory = new InMemoryDirectory(units, {
  chief: [{ role: 'administrator', unit: 'c' }],
  officer: [{ role: 'committee-officer', unit: 'c' }],
});

/** This room behind its HTTP, over a log in memory that was seeded with the starter catalogue. */
export async function catalogueApp() {
  const folder = mkdtempSync(join(tmpdir(), 'gridcase-catalogue-'));
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const runner = new ProjectionRunner({ folder, store, clock, projections: [] });
  await runner.prepare();
  const views = ReadStore.open({ folder });
  const web = await featureApp(CatalogueModule, clock, [
    { provide: EventStore, useValue: store },
    { provide: ReadStore, useValue: views },
    { provide: Vault, useValue: new Vault(new InMemoryKeyStore()) },
    { provide: Directory, useValue: directory },
  ]);
  const seed = { commandBus: web.bus, catalogues: web.app.get(Catalogues) };
  await seedCatalogue(starterCatalogue, seed);

  const call = (method: 'GET' | 'POST', url: string, as?: 'chief' | 'officer', body?: object) =>
    web.ask(method, url, as, body);

  async function stop(): Promise<void> {
    await web.stop();
    views.close();
    await runner.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  }

  return { seed, call, stop };
}
