import { describe, expect, it } from '@jest/globals';
import { Rejection, rejectionsOf } from './rejection.js';

const refuse = rejectionsOf({
  'case-not-found': ['not-found', 'There is no such case.', '没有这个案件。'],
  'not-the-holder': ['forbidden', 'Another unit holds the case.', '案件由其他单位承办。'],
});

describe('refusing a command', () => {
  it('carries the code, the kind and the sentence in both languages', () => {
    const rejection = refuse('case-not-found');

    expect(rejection).toBeInstanceOf(Rejection);
    expect(rejection).toMatchObject({
      code: 'case-not-found',
      kind: 'not-found',
      sentence: { en: 'There is no such case.', zh: '没有这个案件。' },
      whoMay: [],
      details: {},
    });
  });

  it('says who may', () => {
    const whoMay = [{ role: 'branch-secretary', unit: 'branch-7' }];

    expect(refuse('not-the-holder', { whoMay }).whoMay).toEqual(whoMay);
  });

  it('hands details to programs', () => {
    expect(refuse('not-the-holder', { details: { holder: 'branch-7' } }).details).toEqual({
      holder: 'branch-7',
    });
  });

  it('reads well where only an error message is shown', () => {
    expect(String(refuse('case-not-found'))).toBe('Rejection: case-not-found: There is no such case.');
  });
});
