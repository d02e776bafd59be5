import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contentHashOf } from '../content-hash.js';
import { decodeCatalogueEvent, encodeCatalogueEvent, type StoredData } from './catalogue.codec.js';
import { evolveCatalogue, nothingPublished } from './catalogue.state.js';
import { flawsOf } from './check/content-check.js';
import { bookOf } from './rules.js';

const samples = JSON.parse(
  readFileSync(new URL('./specs/catalogue.codec.samples.json', import.meta.url), 'utf8'),
) as readonly StoredData[];
const events = samples.map(decodeCatalogueEvent).filter((event) => event !== undefined);

describe('reading what is stored', () => {
  it('has a sample of every version', () => {
    expect(samples.map(({ type, schemaVersion }) => `${type} v${schemaVersion}`)).toEqual([
      'CataloguePublished v1',
    ]);
  });

  it('stores what it has read in the same form', () => {
    expect(events.map(encodeCatalogueEvent)).toEqual(samples);
  });

  it('folds the samples to what they have always meant', () => {
    const book = bookOf(events.reduce(evolveCatalogue, nothingPublished));
    expect(book?.current).toMatchObject({ version: 1, policy: { returns: 2, extension: { amount: 3 } } });
    expect(book?.current.limitOf('040101', 'handle')).toEqual({
      limit: { unit: 'working-days', amount: 3 },
      ladder: 'standard',
    });
    expect(book?.current.ladder('standard').map(({ code }) => code)).toEqual([
      'reminder',
      'overdue',
      'yellow-card',
    ]);
  });

  it('is still without flaw, and still has its hash', () => {
    for (const { data } of events) {
      expect(flawsOf(data.content)).toEqual([]);
      expect(contentHashOf(data.content)).toBe(data.hash);
    }
  });

  it('does not read what it does not know', () => {
    expect(decodeCatalogueEvent({ type: 'CataloguePublished', schemaVersion: 2, data: {} })).toBeUndefined();
    expect(decodeCatalogueEvent({ type: 'toString', schemaVersion: 1, data: {} })).toBeUndefined();
  });
});
