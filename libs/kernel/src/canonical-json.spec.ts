import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const json = fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' });

describe('writing canonical JSON', () => {
  it('writes any value as the reference of RFC 8785 does', () => {
    fc.assert(
      fc.property(json, (value) => expect(canonicalJson(value)).toBe(canonicalize(value))),
      { numRuns: 1000 },
    );
  });

  it('writes any text, number and key as the reference does', () => {
    const text = fc.string({ unit: 'binary' });
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const value = fc.dictionary(text, fc.oneof(text, number), { noNullPrototype: false });
    fc.assert(
      fc.property(value, (it) => expect(canonicalJson(it)).toBe(canonicalize(it))),
      { numRuns: 1000 },
    );
  });

  it('writes a table of many keys as the reference does', () => {
    const keys = fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 20, maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(keys, (names) => {
        const table = Object.fromEntries(names.map((name, index) => [name, index]));
        expect(canonicalJson(table)).toBe(canonicalize(table));
      }),
    );
  });

  it('says the same as plain JSON', () => {
    fc.assert(
      fc.property(json, (value) =>
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  it('orders keys by their UTF-16 units and leaves undefined ones out', () => {
    expect(
      canonicalJson({ b: 1, a: undefined, 9: 2, 10: 3, '\u20ac': 4, '\r': 5, '\u{1f600}': 6, '\ufb33': 7 }),
    ).toBe('{"\\r":5,"10":3,"9":2,"b":1,"\u20ac":4,"\u{1f600}":6,"\ufb33":7}');
  });

  it('keeps a key that means something else to JavaScript', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
  });

  it.each([
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate as a key', { '\udfff': 1 }],
    ['a number that is none', Number.NaN],
    ['infinity', -Infinity],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a gap in a list', Array(1)],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });
});
