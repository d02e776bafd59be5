import { describe, expect, it } from '@jest/globals';
import type { CatalogueContent } from '#kernel';
import { specificationOf } from '#kernel/testing';
import { catalogueDecider, type CatalogueCommand } from './catalogue.decider.js';
import type { CatalogueEvent } from './catalogue.events.js';
import { bent, smallCatalogue } from './specs/small-catalogue.js';

const hashOf = ({ name }: CatalogueContent) => `hash of ${name.en}`;
const { given } = specificationOf(catalogueDecider, { hashOf });
const renamed = bent({ '/name/en': 'Renamed' });

function publish(content: unknown, note?: string): CatalogueCommand {
  return { type: 'PublishCatalogue', data: { content, ...(note !== undefined && { note }) } };
}

function published(version: number, content: CatalogueContent, note?: string): CatalogueEvent {
  const data = { version, hash: hashOf(content), content, ...(note !== undefined && { note }) };
  return { type: 'CataloguePublished', data };
}

describe('publishing a catalogue', () => {
  it('makes it version 1, with its hash', () => {
    given()
      .when(publish(smallCatalogue, 'begin'))
      .expectEvents(published(1, smallCatalogue, 'begin'));
  });

  it('counts versions on', () => {
    given(published(1, smallCatalogue)).when(publish(renamed)).expectEvents(published(2, renamed));
  });

  it('changes nothing the second time, whatever the note says', () => {
    given(published(1, smallCatalogue)).when(publish(smallCatalogue, 'again')).expectEvents();
  });

  it('brings an older content back as a new version', () => {
    given(published(1, smallCatalogue), published(2, renamed))
      .when(publish(smallCatalogue))
      .expectEvents(published(3, smallCatalogue));
  });

  it('is refused with a flaw', () => {
    given()
      .when(publish(bent({ '/types': [] })))
      .expectRejection('flawed-catalogue');
  });

  it('keeps nothing of what is undefined', () => {
    const loose = { ...smallCatalogue, remark: undefined };
    const [event] = catalogueDecider.decide(publish(loose), [], { hashOf });
    expect(Object.keys(event?.data.content ?? {}).toSorted()).toEqual(Object.keys(smallCatalogue).toSorted());
  });
});
