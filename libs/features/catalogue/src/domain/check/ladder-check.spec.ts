import { describe, expect, it } from '@jest/globals';
import type { Limit, RungMoment } from '#kernel';
import { aLadder } from './ladder-check.js';

const hours = (amount: number): Limit => ({ unit: 'working-hours', amount });
const days = (amount: number): Limit => ({ unit: 'working-days', amount });
const elapsed = (amount: number): Limit => ({ unit: 'elapsed-hours', amount });
const seconds = (amount: number): Limit => ({ unit: 'elapsed-seconds', amount });

function found(...moments: readonly RungMoment[]): readonly string[] {
  const label = { en: 'Rung', zh: '级' };
  const rungs = moments.map((at, index) => ({ code: `r${index}`, at, action: 'remind', label }));
  return aLadder(rungs, '').map(({ path, code }) => `${path} ${code}`);
}

describe('checking the order of rungs', () => {
  it.each<readonly RungMoment[]>([
    [{ percent: 50 }, { percent: 50 }, { percent: 100 }, { after: days(1) }, { after: days(5) }],
    [{ before: hours(8) }, { before: hours(1) }, { percent: 100 }, { percent: 100 }],
    [{ after: seconds(30) }, { after: elapsed(1) }],
    [{ percent: 80 }, { after: elapsed(1) }],
    [],
  ])('finds %j and so on well ordered', (...moments) => {
    expect(found(...moments)).toEqual([]);
  });

  it.each<[RungMoment, RungMoment, string]>([
    [{ percent: 80 }, { percent: 50 }, '/1/at out-of-order'],
    [{ percent: 100 }, { percent: 80 }, '/1/at out-of-order'],
    [{ before: hours(1) }, { before: hours(2) }, '/1/at out-of-order'],
    [{ after: days(1) }, { percent: 100 }, '/1/at out-of-order'],
    [{ after: days(1) }, { before: days(1) }, '/1/at out-of-order'],
    [{ after: elapsed(1) }, { after: seconds(60) }, '/1/at out-of-order'],
    [{ percent: 80 }, { before: hours(1) }, '/1/at order-unknown'],
    [{ after: days(1) }, { after: elapsed(48) }, '/1/at order-unknown'],
    [{ before: hours(4) }, { before: days(1) }, '/1/at order-unknown'],
  ])('objects to %j before %j', (earlier, later, flaw) => {
    expect(found(earlier, later)).toEqual([flaw]);
  });

  it.each<[RungMoment, string]>([
    [{ percent: 101 }, '/0/at/percent too-large'],
    [{ percent: 0 }, '/0/at/percent not-positive'],
    [{ after: { unit: 'same-day' } }, '/0/at/after/unit whole-day'],
    [{ before: { unit: 'working-days', amount: 1, from: 'next-day' } }, '/0/at/before/from next-day'],
  ])('objects to %j', (moment, flaw) => {
    expect(found(moment)).toEqual([flaw]);
  });
});

describe('checking what a rung does', () => {
  const rung = { code: 'card', at: { percent: 100 }, label: { en: 'Card', zh: '牌' } };
  const flaws = (...rungs: readonly object[]) =>
    aLadder(rungs, '').map(({ path, code }) => `${path} ${code}`);

  it('asks supervision for its level, and nothing else', () => {
    expect(flaws({ ...rung, action: 'raise', level: 2 })).toEqual([]);
    expect(flaws({ ...rung, action: 'raise' })).toEqual(['/0/level level-missing']);
    expect(flaws({ ...rung, action: 'raise', level: 0 })).toEqual(['/0/level too-small']);
    expect(flaws({ ...rung, action: 'remind', level: 1 })).toEqual(['/0/level level-unasked']);
  });

  it('knows actions and catch-ups by name', () => {
    expect(flaws({ ...rung, action: 'scold', catchUp: 'never' })).toEqual([
      '/0/action not-allowed',
      '/0/catchUp not-allowed',
    ]);
  });

  it('wants every rung of a ladder to have a code of its own', () => {
    const one = { ...rung, action: 'remind' };
    expect(flaws(one, one)).toEqual(['/1/code repeated']);
  });
});
