import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore, type CommandMeta, type Principal } from '#event-store';
import { InMemoryDirectory } from '#identity';
import { FixedClock, unitTreeOf, type CatalogueContent } from '#kernel';
import { PublishCatalogueHandler } from '../commands/catalogue.command-handler.js';
import { PublishCatalogue } from '../commands/catalogue.commands.js';
import { contentHashOf } from '../content-hash.js';
import { bent, smallCatalogue } from '../domain/specs/small-catalogue.js';
import { CatalogueStreams } from '../streams.js';
import { Catalogues } from './catalogues.js';
import { publicationsIn } from './publications.js';

const OPERATOR: Principal = { kind: 'system', role: 'operator' };
const next = bent({ '/policy/returns': 3 });
const units = unitTreeOf([
  { id: 'c', level: 'county', name: { en: 'County', zh: '县' }, open: true },
  { id: 't', level: 'town', parent: 'c', name: { en: 'Town', zh: '镇' }, open: true },
]);
const directory = new InMemoryDirectory(units, {
  chief: [{ role: 'administrator', unit: 'c' }],
  deputy: [{ role: 'administrator', unit: 'c', onBehalfOf: 'chief' }],
  townsman: [{ role: 'administrator', unit: 't' }],
  supervisor: [{ role: 'supervisor', unit: 'c' }],
});

function desk() {
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  /** One process with a memory of its own. */
  const process = () => {
    const streams = new CatalogueStreams(store, clock);
    const handler = new PublishCatalogueHandler(streams, directory);
    return {
      catalogues: new Catalogues(streams),
      publish: (content: CatalogueContent, by: Principal = OPERATOR, meta: Partial<CommandMeta> = {}) =>
        handler.execute(
          new PublishCatalogue({ content }, { commandId: randomUUID(), fingerprint: 'spec', by, ...meta }),
        ),
    };
  };
  return { store, process, ...process() };
}

describe('asking for the rules', () => {
  it('is told when there are none yet', async () => {
    await expect(desk().catalogues.book()).rejects.toMatchObject({
      code: 'no-catalogue',
      kind: 'unavailable',
    });
  });

  it('gets the same book until the next publication', async () => {
    const { catalogues, publish } = desk();
    await publish(smallCatalogue);
    const book = await catalogues.book();
    expect(await catalogues.book()).toBe(book);
    await publish(next);
    const after = await catalogues.book();
    expect(after.current).toMatchObject({ version: 2, policy: { returns: 3 } });
    expect(after.at(book.current.hash)).toMatchObject({ version: 1, policy: { returns: 2 } });
  });

  it('reads on for a version that another process has published', async () => {
    const room = desk();
    const elsewhere = room.process();
    await room.publish(smallCatalogue);
    await elsewhere.catalogues.book();
    await room.publish(next);
    expect((await elsewhere.catalogues.book()).current.version).toBe(1);
    const hash = contentHashOf(next);
    expect((await elsewhere.catalogues.book(hash)).at(hash)).toMatchObject({ version: 2 });
  });

  it('sees what another process has published first', async () => {
    const room = desk();
    const elsewhere = room.process();
    await expect(elsewhere.catalogues.book()).rejects.toMatchObject({ code: 'no-catalogue' });
    await room.publish(smallCatalogue);
    expect((await elsewhere.catalogues.book()).current.version).toBe(1);
  });
});

describe('publishing', () => {
  it.each<[Principal, object]>([
    [OPERATOR, { id: 'operator', role: 'operator' }],
    [
      { kind: 'system', role: 'process' },
      { id: 'process', role: 'process' },
    ],
    [
      { kind: 'person', id: 'chief' },
      { id: 'chief', role: 'administrator', unit: 'c' },
    ],
    [
      { kind: 'person', id: 'deputy' },
      { id: 'deputy', role: 'administrator', unit: 'c', onBehalfOf: 'chief' },
    ],
  ])('is done by %j', async (by, actor) => {
    const { store, publish } = desk();
    await publish(smallCatalogue, by);
    expect(await publicationsIn(store)).toMatchObject([
      { version: 1, by: actor, publishedAt: '2026-05-01T00:00:00.000Z' },
    ]);
  });

  it.each<[Principal, object]>([
    [
      { kind: 'person', id: 'townsman' },
      { role: 'administrator', unit: 'c' },
    ],
    [
      { kind: 'person', id: 'supervisor' },
      { role: 'administrator', unit: 'c' },
    ],
    [{ kind: 'person', id: 'stranger' }, { role: 'administrator' }],
    [{ kind: 'system', role: 'resident' }, { role: 'administrator' }],
    [{ kind: 'system', role: 'import' }, { role: 'administrator' }],
  ])('is refused to %j, who is told who may', async (by, whoMay) => {
    const { store, publish } = desk();
    await expect(publish(smallCatalogue, by)).rejects.toMatchObject({
      code: 'not-permitted',
      whoMay: [whoMay],
    });
    expect(await publicationsIn(store)).toEqual([]);
  });

  it('answers the same command the second time as the first', async () => {
    const { store, publish } = desk();
    const meta = { commandId: randomUUID() };
    const first = await publish(smallCatalogue, OPERATOR, meta);
    await publish(next);
    expect(await publish(smallCatalogue, OPERATOR, meta)).toEqual(first);
    expect(await publicationsIn(store)).toHaveLength(2);
  });

  it('writes nothing for the content in force', async () => {
    const { store, publish } = desk();
    const first = await publish(smallCatalogue);
    expect(await publish(smallCatalogue)).toEqual(first);
    expect(await publicationsIn(store)).toHaveLength(1);
  });
});
