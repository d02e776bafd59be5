import { describe, expect, it } from '@jest/globals';
import type { CatalogueContent } from '#kernel';
import { versionOf } from '../../content-hash.js';
import { rulesOf } from '../rules.js';
import { bent, smallCatalogue } from '../specs/small-catalogue.js';
import { catalogueChanges, changesBetween } from './changes.js';

const [noise, unsure] = smallCatalogue.types;
const [reminder, overdue, card] = smallCatalogue.ladders.standard;
const fiveDays = { limit: { unit: 'working-days', amount: 5 }, ladder: 'standard' };

describe('comparing two catalogues', () => {
  const english = (next: CatalogueContent) =>
    catalogueChanges(smallCatalogue, next).map(({ path, sentence }) => `${path} | ${sentence.en}`);

  it('finds nothing between one and itself', () => {
    expect(catalogueChanges(smallCatalogue, bent({}))).toEqual([]);
  });

  it('tells all when there was none before', () => {
    const paths = catalogueChanges(undefined, smallCatalogue).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['/name', '/policy/returns', '/ladders/standard', '/types/040101']),
    );
  });

  it('gives place, both values, and a sentence in both languages', () => {
    expect(catalogueChanges(smallCatalogue, bent({ '/types/0/limits/handle': fiveDays }))).toEqual([
      {
        path: '/types/040101/limits/handle',
        from: noise.limits.handle,
        to: fiveDays,
        sentence: {
          en: '040101 Noise, handle: 3 working days (ladder standard) → 5 working days (ladder standard)',
          zh: '040101 Noise（中文），办理：3 个工作日（督办阶梯 standard） → 5 个工作日（督办阶梯 standard）',
        },
      },
    ]);
  });

  it.each<[string, Record<string, unknown>, ...string[]]>([
    [
      'a type that is new',
      { '/types/2': { ...unsure, code: '050101' } },
      '/types/050101 | 050101 Unsure: new: Unsure',
    ],
    ['a type that is gone', { '/types': [unsure] }, '/types/040101 | 040101 Noise: gone; was Noise'],
    ['another name', { '/types/0/name/en': 'Din' }, '/types/040101/name | 040101 Din, name: Noise → Din'],
    [
      'who may settle',
      { '/types/0/onSpot': [] },
      '/types/040101/onSpot | 040101 Noise, may settle it on the spot: grid-worker → nobody',
    ],
    ['a flag', { '/types/0/whistle': true }, '/types/040101/whistle | 040101 Noise, whistle: no → yes'],
    [
      'a limit that is new',
      { '/limits/verify': fiveDays },
      '/limits/verify | all types without a limit of their own, verify: new: 5 working days (ladder standard)',
    ],
    [
      'a limit that is gone',
      { '/limits/sign': undefined },
      '/limits/sign | all types without a limit of their own, sign: gone; was 0.25 hours',
    ],
    [
      'a step',
      { '/types/0/steps': [] },
      '/types/040101/steps/measure | 040101 Noise, step measure: gone; was Measure, 4 working hours',
    ],
    [
      'a field that need no longer be given',
      { '/types/0/fields/0/mandatoryBecause': undefined },
      '/types/040101/fields/source | 040101 Noise, field source: Source (choice Site / Shop), mandatory: It decides who answers → Source (choice Site / Shop)',
    ],
    ['a figure', { '/policy/returns': 1 }, '/policy/returns | returns before arbitration: 2 → 1'],
    [
      'a rung',
      { '/ladders/standard/0/at/percent': 75 },
      '/ladders/standard/reminder | ladder standard, rung reminder: at 80 % of the limit: Reminder (remind, latest) → at 75 % of the limit: Reminder (remind, latest)',
    ],
    ['a ladder', { '/ladders/short': [overdue] }, '/ladders/short | ladder short: new: 1 rung'],
    [
      'a rung that is gone',
      { '/ladders/standard': [reminder, overdue] },
      '/ladders/standard/yellow-card | ladder standard, rung yellow-card: gone; was 1 working day after its end: Yellow card (raise 1)',
    ],
  ])('finds %s', (_what, bends, ...changes) => {
    expect(english(bent(bends))).toEqual(changes);
  });

  it('does not mind the order of types', () => {
    expect(english(bent({ '/types': [unsure, noise] }))).toEqual([]);
  });
});

describe('asking what a running case would feel', () => {
  const old = rulesOf(versionOf(smallCatalogue));
  const felt = (bends: Readonly<Record<string, unknown>>, serviceType = '040101') =>
    changesBetween(old, rulesOf(versionOf(bent(bends), 2)), serviceType).map(({ path }) => path);

  it('feels nothing of what concerns other types', () => {
    expect(felt({ '/types/1/urgency': 'urgent' })).toEqual([]);
    expect(felt({ '/limits/handle': fiveDays })).toEqual([]);
  });

  it('feels a limit of the catalogue where the type has none of its own', () => {
    expect(felt({ '/limits/handle': fiveDays }, '129999')).toEqual(['/types/129999/limits/handle/limit']);
  });

  it('feels its ladder by its rungs, not by its name', () => {
    const steep = { '/ladders/steep': [reminder, overdue, card], '/types/0/limits/handle/ladder': 'steep' };
    expect(felt(steep)).toEqual([]);
    expect(felt({ ...steep, '/ladders/steep': [reminder, card] })).toEqual([
      '/types/040101/limits/handle/ladder/overdue',
    ]);
  });

  it('feels steps, flags and the figures of the policy', () => {
    expect(
      felt({ '/types/0/steps/0/limit/amount': 2, '/types/0/whistle': true, '/policy/answerDays': 3 }),
    ).toEqual(['/types/040101/whistle', '/types/040101/steps/measure/limit', '/policy/answerDays']);
  });

  it('tells in one line that its type is gone, and which limits it would fall back to', () => {
    const changes = changesBetween(old, rulesOf(versionOf(bent({ '/types': [unsure] }), 2)), '040101');
    expect(changes.map(({ sentence }) => sentence.zh)).toEqual([
      '040101：取消，原为 Noise（中文）',
      '040101，办理：3 个工作日 → 7 个工作日，自次日起算',
    ]);
  });
});
