import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.js';

describe('leaving something to chance', () => {
  it('repeats itself for the same seed, as mulberry32 does anywhere', () => {
    const chance = new Chance('nanhai');
    const drawn = Array.from({ length: 4 }, () => chance.between(0, 9999));

    expect(drawn).toEqual([269, 9961, 5693, 9418]);
  });

  it('differs by seed and by part, whatever was drawn before', () => {
    const whole = new Chance('a');
    const part = whole.of('b').next();
    whole.next();

    expect(whole.of('b').next()).toBe(part);
    expect(whole.of('c').next()).not.toBe(part);
    expect(new Chance('b').of('b').next()).not.toBe(part);
  });

  it('spreads evenly, ends included', () => {
    const chance = new Chance('even');
    const drawn = Array.from({ length: 20_000 }, () => chance.between(0, 9));
    const counts = Array.from({ length: 10 }, (_, value) => drawn.filter((each) => each === value).length);

    expect(Math.min(...counts)).toBeGreaterThan(1800);
    expect(Math.max(...counts)).toBeLessThan(2200);
  });

  it('picks each as often as its weight says', () => {
    const chance = new Chance('weights');
    const picked = Array.from({ length: 10_000 }, () =>
      chance.pick([
        [1, 'seldom'],
        [9, 'often'],
        [0, 'never'],
      ] as const),
    );
    const often = picked.filter((each) => each === 'often').length;

    expect(often).toBeGreaterThan(8700);
    expect(often).toBeLessThan(9300);
    expect(picked).not.toContain('never');
  });
});
