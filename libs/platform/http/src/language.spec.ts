import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('choosing the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr;q=1, zh-Hans;q=0.5, en;q=0.4', 'zh'],
    ['en;q=0.1,zh', 'zh'],
    ['zh;q=0', 'en'],
    ['*', 'en'],
    ['zh;q=abc', 'en'],
    [',;,=', 'en'],
  ])('reads %j as %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
