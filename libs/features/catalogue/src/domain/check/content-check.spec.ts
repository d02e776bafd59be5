import { describe, expect, it } from '@jest/globals';
import { bent, smallCatalogue } from '../specs/small-catalogue.js';
import { contentOf, flawsOf } from './content-check.js';

const [noise] = smallCatalogue.types;
const HANDLE = '/types/0/limits/handle';
const FIELD = '/types/0/fields/0';

function found(content: unknown): readonly string[] {
  return flawsOf(content).map(({ path, code }) => `${path} ${code}`);
}

describe('checking a catalogue', () => {
  it('finds nothing wrong with a good one', () => {
    expect(flawsOf(smallCatalogue)).toEqual([]);
    expect(contentOf(smallCatalogue)).toBe(smallCatalogue);
  });

  it.each<[string, unknown, ...string[]]>([
    ['/name/zh', '  ', '/name/zh empty'],
    ['/name/en', undefined, '/name/en required'],
    ['/name/en', 'a\u0000b', '/name/en not-plain-text'],
    ['/name/en', '\ud800', '/name/en not-plain-text'],
    ['/name/en', 'x'.repeat(121), '/name/en too-long'],
    ['/note', 'new', '/note unknown-field'],
    ['/policy', 3, '/policy wrong-type'],
    ['/policy/returns', 1.5, '/policy/returns not-whole'],
    ['/policy/returns', -1, '/policy/returns too-small'],
    ['/policy/silentDays', '5', '/policy/silentDays wrong-type'],
    ['/policy/extension', { unit: 'same-day' }, '/policy/extension/unit whole-day'],
    ['/limits/dance', noise.limits.handle, '/limits/dance unknown-field'],
    ['/limits/sign/limit/amount', 0, '/limits/sign/limit/amount not-positive'],
    ['/limits/sign/limit/amount', Number.NaN, '/limits/sign/limit/amount wrong-type'],
    ['/limits/sign/limit/amount', 9_000, '/limits/sign/limit/amount too-large'],
    ['/limits/sign/limit/unit', 'fortnights', '/limits/sign/limit/unit not-allowed'],
    ['/limits/sign/limit/unit', 'toString', '/limits/sign/limit/unit not-allowed'],
    [
      '/limits/sign/limit',
      { unit: 'until', at: '2026-01-01T00:00:00Z' },
      '/limits/sign/limit/unit named-moment',
    ],
    ['/limits/handle/limit/from', 'tomorrow', '/limits/handle/limit/from not-allowed'],
    ['/limits/first-contact/limit/amount', 1, '/limits/first-contact/limit/amount unknown-field'],
    ['/types/0/code', '40101', '/types/0/code wrong-code'],
    ['/types/0/code', '129999', '/types/1/code repeated'],
    ['/types/1/code', '129998', '/types no-unsure'],
    ['/types/0/urgency', 'purple', '/types/0/urgency not-allowed'],
    ['/types/0/onSpot', ['mayor'], '/types/0/onSpot/0 not-allowed'],
    ['/types/0/onSpot', ['verifier', 'verifier'], '/types/0/onSpot/1 repeated'],
    ['/types/0/whistle', 'yes', '/types/0/whistle wrong-type'],
    ['/types/0/closing', undefined, '/types/0/closing required'],
    [`${HANDLE}/ladder`, 'steep', `${HANDLE}/ladder no-such-ladder`],
    [`${HANDLE}/ladder`, 'constructor', `${HANDLE}/ladder no-such-ladder`],
    ['/types/0/steps/0/code', 'Stop Work', '/types/0/steps/0/code wrong-code'],
    ['/types/0/steps/1', noise.steps[0], '/types/0/steps/1/code repeated'],
    [`${FIELD}/kind`, 'text', `${FIELD}/choices choices-unasked`],
    [`${FIELD}/choices`, undefined, `${FIELD}/choices choices-missing`],
    [`${FIELD}/choices`, [{ en: 'One', zh: '一' }], `${FIELD}/choices choices-missing`],
    [`${FIELD}/mandatory`, true, `${FIELD}/mandatory unknown-field`],
    [
      `${FIELD}/mandatoryBecause`,
      { en: '', zh: '' },
      `${FIELD}/mandatoryBecause/en empty`,
      `${FIELD}/mandatoryBecause/zh empty`,
    ],
    ['/types', 'all', '/types wrong-type'],
    ['/ladders/Steep One', [], '/ladders/Steep One wrong-key'],
  ])('finds the flaw at %s (%j)', (path, value, ...flaws) => {
    expect(found(bent({ [path]: value }))).toEqual(flaws);
  });

  it.each([undefined, null, 3, 'catalogue', []])('refuses %j for a catalogue', (value) => {
    expect(found(value)).toEqual([' wrong-type']);
  });

  it('names every flaw at once, in both languages', () => {
    const flaws = flawsOf(
      bent({ '/name/en': '', '/types/0/code': 'x', '/policy/children': 0, '/types/1/steps': {} }),
    );
    expect(flaws.map(({ path }) => path)).toEqual([
      '/name/en',
      '/policy/children',
      '/types/0/code',
      '/types/1/steps',
    ]);
    for (const { sentence } of flaws) {
      expect(sentence.en).toMatch(/^[A-Z].*\.$/);
      expect(sentence.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  });

  it('escapes what a pointer cannot carry', () => {
    expect(found(bent({ '/ladders/a~b': [] }))).toEqual(['/ladders/a~0b wrong-key']);
  });

  it('refuses with the list of flaws', () => {
    const refusal = {
      code: 'flawed-catalogue',
      kind: 'unprocessable',
      details: { flaws: [{ path: '/name/en' }] },
    };
    const refused = thrownBy(() => contentOf(bent({ '/name/en': '' })));
    expect(refused).toMatchObject(refusal);
  });
});

function thrownBy(deed: () => unknown): unknown {
  try {
    return deed();
  } catch (error) {
    return error;
  }
}
