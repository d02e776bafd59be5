import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idPartOf } from './unit-ids.js';

describe('making a name part of a unit id', () => {
  it('keeps letters and digits', () => {
    expect(idPartOf('Harbor Side / Mill Hill')).toBe('harbor-side-mill-hill');
    expect(idPartOf('OPS_District 07: South')).toBe('ops-district-07-south');
  });

  it('tells apart names that lose letters or length', () => {
    expect(idPartOf('东村')).not.toBe(idPartOf('西村'));
    expect(idPartOf(`${'long '.repeat(20)}one`)).not.toBe(idPartOf(`${'long '.repeat(20)}two`));
  });

  it('makes what a unit id may hold, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        expect(`nyc-${idPartOf(name)}-w123456-p123456`).toMatch(/^[\w-]{1,64}$/);
      }),
    );
  });
});
