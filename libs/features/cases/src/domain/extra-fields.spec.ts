import { describe, expect, it } from '@jest/globals';
import { Rejection, type ExtraField, type ServiceType } from '#kernel';
import { checkFields } from './extra-fields.js';
import { rules } from './rules/testing.js';

const field = (code: string, kind: ExtraField['kind'], more: Partial<ExtraField> = {}): ExtraField => ({
  code,
  name: { en: `the ${code}`, zh: `某${code}` },
  kind,
  ...more,
});

const mandatoryBecause = { en: 'The crew has to know.', zh: '施工队须知。' };
const choices = [
  { en: 'inside', zh: '室内' },
  { en: 'outside', zh: '室外' },
];
const asked = typeWith(
  field('place', 'choice', { choices, mandatoryBecause }),
  field('whole', 'yes-no', { mandatoryBecause }),
  field('floor', 'number'),
  field('pole', 'text'),
);
const full = { place: '室内', whole: false };

describe('answering what a service type asks besides', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['nothing but what is mandatory', full],
    ['a choice in either language', { ...full, place: 'outside' }],
    ['everything', { ...full, floor: 0, pole: 'x'.repeat(200) }],
    ['an empty text where none is needed', { ...full, pole: '' }],
  ])('takes %s', (_, given) => {
    expect(() => checkFields(asked, given)).not.toThrow();
  });

  it('asks nothing where the type has no questions', () => {
    expect(() => checkFields(typeWith(), undefined)).not.toThrow();
  });

  it.each<[string, string, Readonly<Record<string, unknown>> | undefined]>([
    ['unknown-field', 'colour', { ...full, colour: 'red' }],
    ['unknown-field', 'constructor', { ...full, constructor: 'red' }],
    ['field-of-another-kind', 'floor', { ...full, floor: '3' }],
    ['field-of-another-kind', 'floor', { ...full, floor: Number.NaN }],
    ['field-of-another-kind', 'whole', { ...full, whole: 'yes' }],
    ['field-of-another-kind', 'pole', { ...full, pole: 7 }],
    ['field-of-another-kind', 'pole', { ...full, pole: null }],
    ['unknown-choice', 'place', { ...full, place: 'elsewhere' }],
    ['field-too-long', 'pole', { ...full, pole: 'x'.repeat(201) }],
    ['field-missing', 'place', { whole: true }],
    ['field-missing', 'whole', { place: '室内' }],
    ['field-missing', 'place', undefined],
  ])('is refused, %s: %s in %j', (code, name, given) => {
    expect(refusalOf(given)).toMatchObject({ code, kind: 'invalid', details: { field: name } });
  });

  it('is told in both languages which one is missing, and why it is needed', () => {
    expect(refusalOf({ whole: true })).toMatchObject({
      sentence: {
        en: 'the place: This must be given. The crew has to know.',
        zh: '某place:此项必填。施工队须知。',
      },
      details: { because: mandatoryBecause },
    });
  });
});

function typeWith(...fields: readonly ExtraField[]): ServiceType {
  const [first] = rules.types.values();
  if (!first) throw new Error('no type to begin with');
  return { ...first, fields };
}

function refusalOf(given: Readonly<Record<string, unknown>> | undefined): Rejection {
  try {
    checkFields(asked, given);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('not refused');
}
