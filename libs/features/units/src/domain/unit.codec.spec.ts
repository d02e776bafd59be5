import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  coverageEventForm,
  personEventForm,
  unitEventForm,
  type EventForm,
  type StoredData,
} from './unit.codec.js';
import { evolveCoverage, noCoverage } from './coverage.state.js';
import { evolvePerson, nobody } from './person.state.js';
import { evolveUnits, noUnits } from './unit.state.js';
import { UnitTreeAt } from './unit-tree.js';

const samples = JSON.parse(
  readFileSync(new URL('./specs/unit.codec.samples.json', import.meta.url), 'utf8'),
) as readonly StoredData[];

function decoded<Event extends { readonly type: string; readonly data: unknown }>(
  form: EventForm<Event>,
): Event[] {
  return samples.map((sample) => form.decode(sample)).filter((event) => event !== undefined);
}

describe('reading what is stored', () => {
  it('has a sample of every version of every event', () => {
    const kept = new Set(samples.map(({ type, schemaVersion }) => `${type} v${schemaVersion}`));
    const types = [...unitEventForm.types, ...coverageEventForm.types, ...personEventForm.types];
    expect([...kept].toSorted()).toEqual(types.map((type) => `${type} v1`).toSorted());
  });

  it('stores what it has read in the same form', () => {
    const stored = [
      ...decoded(unitEventForm).map((event) => unitEventForm.encode(event)),
      ...decoded(coverageEventForm).map((event) => coverageEventForm.encode(event)),
      ...decoded(personEventForm).map((event) => personEventForm.encode(event)),
    ];
    expect(stored).toEqual(samples);
  });

  it('folds the samples to what they have always meant', () => {
    const units = decoded(unitEventForm).reduce(evolveUnits, {
      ...noUnits,
      records: noUnits.records.with('440605011001-b1', {
        id: '440605011001-b1',
        level: 'branch',
        opened: 0,
        parents: [{ from: 0, value: '440605011001' }],
        names: [{ from: 0, value: { en: 'First Branch', zh: '第一支部' } }],
      }),
    });
    const unit = (time: string) => new UnitTreeAt(units, Date.parse(time)).unit('440605011001-b1');
    expect(unit('2026-02-28T00:00:00Z')).toMatchObject({
      parent: '440605011001',
      name: { en: 'First Branch' },
    });
    expect(unit('2026-03-01T00:00:00Z')).toMatchObject({ parent: '440605011004', name: { zh: '河畔支部' } });
    expect(unit('2026-06-01T00:00:00Z')).toMatchObject({ open: false });
    const coverage = decoded(coverageEventForm).reduce(evolveCoverage, noCoverage);
    expect(coverage.groups.get('440605011001-0001')).toBe('440605011001-b1-g1');
    const person = decoded(personEventForm).reduce(evolvePerson, nobody);
    expect(person).toMatchObject({
      status: 'registered',
      positions: [{ role: 'branch-secretary', until: Date.parse('2026-09-01T00:00:00Z') }],
      mandates: [{ until: Date.parse('2026-02-15T00:00:00Z') }],
    });
  });

  it('does not read what it does not know', () => {
    expect(unitEventForm.decode({ type: 'UnitOpened', schemaVersion: 2, data: {} })).toBeUndefined();
    expect(unitEventForm.decode({ type: 'toString', schemaVersion: 1, data: {} })).toBeUndefined();
  });
});
