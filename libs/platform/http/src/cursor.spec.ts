import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, keyIn } from './cursor.js';

const NAME = /^[a-z][a-z-]*$/;
const bytes = (text: string) => Buffer.from(text).toString('base64url');

describe('a cursor', () => {
  it('brings back the key it was made of, in a form that a URL carries', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(), fc.stringMatching(NAME), (due, seq, name) => {
        const whole = Object.is(due, -0) ? 0 : due;
        const cursor = cursorOf(whole, seq, name);
        expect(cursor).toMatch(/^[0-9A-Za-z_-]+$/);
        expect(keyIn(cursor, ['whole', 'whole', NAME])).toEqual([whole, seq, name]);
      }),
    );
  });

  it.each([
    'x',
    '',
    bytes('1.2'),
    bytes('1.2.'),
    bytes('1.2.Handle'),
    bytes('1.2.handle.3'),
    bytes('1.x.handle'),
    bytes('1..handle'),
    bytes('01.2.handle'),
    bytes('-0.2.handle'),
    bytes('1e3.2.handle'),
    bytes('NaN.2.handle'),
    bytes('9007199254740993.2.handle'),
    `${bytes('1.2.handle')}=`,
    Buffer.from([0xff, 0x2e, 0x31]).toString('base64url'),
  ])('of another list, or of none, is refused: %s', (cursor) => {
    expect(() => keyIn(cursor, ['whole', 'whole', NAME])).toThrow(
      expect.objectContaining({ code: 'unknown-cursor', kind: 'invalid' }),
    );
  });
});
