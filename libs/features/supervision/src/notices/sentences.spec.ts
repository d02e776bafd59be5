import { describe, expect, it } from '@jest/globals';
import { NOTICE_TYPES } from '../domain/notice-types.js';
import { names } from '../specs/names.js';
import type { Notice } from './notice.js';
import { sentenceOf } from './sentences.js';

const notice: Notice = {
  event: '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a11',
  type: 'CaseReminded',
  at: '2026-03-02T02:00:00.000Z',
  caseId: '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a12',
  number: '2026-000001',
  serviceType: '050301',
  urgency: 'ordinary',
  unit: 'mill',
  details: {
    deadline: 'handle',
    rung: 'reminder',
    due: '2026-03-03T09:00:00.000Z',
    from: 'mill',
    to: 'east',
  },
};

describe('saying what a notice says', () => {
  it('names unit, limit and local time, in the words of the catalogue', () => {
    expect(sentenceOf(notice, names)).toEqual({
      en: 'Reminder before expiry: mill, due 2026-03-03 17:00 (handle)',
      zh: '到期前提醒：磨坊支部，办理期限 2026-03-03 17:00',
    });
  });

  it('does without a word for the rung where the catalogue has none', () => {
    const other = { ...notice, details: { ...notice.details, rung: 'unheard-of', written: true } };
    expect(sentenceOf(other, names).zh).toContain('书面催办');
  });

  it.each(NOTICE_TYPES)('has a sentence for %s in both languages', (type) => {
    const moments = { since: notice.at, until: notice.at, workingDays: 5, level: 1 };
    const { en, zh } = sentenceOf({ ...notice, type, details: { ...notice.details, ...moments } }, names);
    expect(zh).toMatch(/\p{Script=Han}/u);
    for (const sentence of [en, zh]) expect(sentence).not.toMatch(/undefined|NaN|  /);
  });

  it('names a step as the rules of the case do', () => {
    const details = { ...notice.details, deadline: 'step-stop-work' };
    expect(sentenceOf({ ...notice, serviceType: '050201', details }, names).en).toContain('(Stop work)');
  });

  it('names a helper’s limit by the helper', () => {
    const details = { ...notice.details, deadline: 'helper-property' };
    expect(sentenceOf({ ...notice, details }, names).zh).toContain('物业协办');
  });
});
