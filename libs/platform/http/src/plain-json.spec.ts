import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, refuseUnplain } from './plain-json.js';
import { RequestRefused } from './request-refused.js';

function refusalOf(deed: () => unknown): unknown {
  try {
    deed();
  } catch (error) {
    if (error instanceof RequestRefused) return error.more.flaws?.[0] ?? error.code;
    throw error;
  }
  return 'accepted';
}

const refusal = (value: unknown) => refusalOf(() => refuseUnplain('body', value));

describe('reading JSON from the wire', () => {
  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('takes an empty body for none', () => {
    expect(parseJson(Buffer.alloc(0))).toBeUndefined();
  });

  it('refuses what is not JSON, or not UTF-8', () => {
    for (const body of ['{', 'nil', '{"a":1,}', "{'a':1}", '\u0000']) {
      expect(refusalOf(() => parseJson(Buffer.from(body)))).toBe('malformed-json');
    }
    expect(refusalOf(() => parseJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])))).toBe('malformed-json');
  });
});

describe('refusing what is not plain', () => {
  it('lets ordinary texts through in any script, with tabs and line ends', () => {
    expect(refusal({ text: '井盖\t破损\r\n👷🏽‍♀️ ok', list: [1, true, null, 'é'] })).toBe('accepted');
  });

  it.each(['\u0000', 'a\u0007', '\u001b[31m', '\u007f', '\u0085', '\ud83d', '\udc77\ud83d'])(
    'refuses the text %j',
    (text) => {
      expect(refusal({ a: [{ 'b/c': text }] })).toEqual({
        in: 'body',
        path: '/a/0/b~1c',
        code: 'not-plain-text',
      });
    },
  );

  it.each(['__proto__', 'constructor', 'prototype', 'a\u0000', '\ud800'])('refuses the key %j', (key) => {
    const body = parseJson(Buffer.from(`{"a":{${JSON.stringify(key)}:{"x":1}}}`));
    expect(refusal(body)).toEqual({ in: 'body', path: '/a', code: 'forbidden-key' });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('refuses deep nesting, however deep, without falling over', () => {
    const deep = parseJson(Buffer.from('['.repeat(400_000) + ']'.repeat(400_000)));
    expect(refusal(deep)).toMatchObject({ code: 'too-deep', limit: 16 });
    expect(refusal(parseJson(Buffer.from('['.repeat(16) + ']'.repeat(16))))).toBe('accepted');
  });

  it('refuses more values than anybody needs', () => {
    expect(refusal({ list: Array.from({ length: 10_001 }, () => 0) })).toMatchObject({
      code: 'too-many-values',
    });
    expect(refusal(Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`k${n}`, 0])))).toMatchObject(
      {
        code: 'too-many-values',
      },
    );
  });
});
