import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyedDigests } from './keyed-digests.js';
import { receiptHashOf } from './receipt-code.js';

const digests = new KeyedDigests(createSecretKey(Buffer.alloc(32, 7)));
const others = new KeyedDigests(createSecretKey(Buffer.alloc(32, 8)));

describe('taking a fingerprint', () => {
  it('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })),
        (value) => {
          const reversed = Object.fromEntries(Object.entries(value).toReversed());
          expect(digests.fingerprint(reversed)).toBe(digests.fingerprint(value));
        },
      ),
    );
  });

  it('is 128 bits in base64url and stays what it was in earlier versions', () => {
    expect(digests.fingerprint({ text: '楼道灯坏了', urgent: false })).toBe('NJJiJA0B1EcuOsUc0knbjQ');
  });

  it('differs for different content and under another master key', () => {
    const contents = [{}, [], '', 0, null, { a: 1 }, { a: '1' }, { a: 1, b: null }, { b: { a: 1 } }];
    const all = [
      ...contents.map((one) => digests.fingerprint(one)),
      ...contents.map((one) => others.fingerprint(one)),
    ];
    expect(new Set(all).size).toBe(contents.length * 2);
  });

  it.each([[undefined], [Number.NaN], ['\uD800'], [1n]])('refuses what is not JSON: %p', (value) => {
    expect(() => digests.fingerprint(value)).toThrow();
  });
});

describe('making a receipt code', () => {
  it('is 16 signs of base32 without I, L, O and U', () => {
    fc.assert(
      fc.property(fc.uuid(), (caseId) => {
        expect(digests.receiptCodeOf(caseId)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('is the same for the same case for ever, and cannot be made without the master key', () => {
    expect(digests.receiptCodeOf('0192f0c4-5b1e-7c3a-9d50-0a1b2c3d4e5f')).toBe('8D66-MGKK-BM5W-RH0G');
    expect(others.receiptCodeOf('0192f0c4-5b1e-7c3a-9d50-0a1b2c3d4e5f')).not.toBe('8D66-MGKK-BM5W-RH0G');
  });

  it('differs from case to case', () => {
    const codes = Array.from({ length: 10_000 }, (_, index) => digests.receiptCodeOf(`case-${index}`));
    expect(new Set(codes).size).toBe(10_000);
  });
});

describe('reading a receipt code back', () => {
  it.each([
    ['9k10-abcd-efgh-jkmn'],
    ['9K10ABCDEFGHJKMN'],
    [' 9KIO ABCD EFGH JKMN '],
    ['9kl0–abcd–efgh–jkmn'],
    ['9K10-ABCD-EFGH-JKMN'],
  ])('takes %p as meant', (typed) => {
    expect(receiptHashOf(typed)).toBe(receiptHashOf('9K10-ABCD-EFGH-JKMN'));
  });

  it('tells codes apart', () => {
    expect(receiptHashOf('9K10-ABCD-EFGH-JKMN')).not.toBe(receiptHashOf('9K10-ABCD-EFGH-JKMM'));
    expect(receiptHashOf('9K10-ABCD-EFGH-JKMN')).toMatch(/^[0-9a-f]{64}$/);
  });
});
