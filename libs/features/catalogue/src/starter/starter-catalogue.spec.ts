import { describe, expect, it } from '@jest/globals';
import { STAGE_NAMES } from '#kernel';
import { versionOf } from '../content-hash.js';
import { flawsOf } from '../domain/check/content-check.js';
import { rulesOf } from '../domain/rules.js';
import { demoCatalogue, starterCatalogue } from './starter-catalogue.js';

const starter = rulesOf(versionOf(starterCatalogue));
const demo = rulesOf(versionOf(demoCatalogue));

describe('beginning with the catalogues that ship', () => {
  it.each([
    ['starter', starterCatalogue],
    ['demo', demoCatalogue],
  ])('finds no flaw in the %s catalogue', (_name, content) => {
    expect(flawsOf(content)).toEqual([]);
  });

  it('says in both languages that every figure is an example', () => {
    expect(starterCatalogue.name.zh).toContain('示例');
    expect(starterCatalogue.name.en).toContain('example');
  });

  it('gives every stage a limit, but for those that end on a date that somebody names', () => {
    const without = STAGE_NAMES.filter((stage) => !starter.limitOf('129999', stage));
    expect(without).toEqual(['answer', 'review']);
  });

  it('watches every limit of every type with a ladder that is there', () => {
    for (const rules of [starter, demo]) {
      for (const type of rules.types.values()) {
        const limits = [...STAGE_NAMES, 'reopened' as const].map((stage) => rules.limitOf(type.code, stage));
        const ladders = [...limits, ...type.steps].filter((limit) => limit !== undefined);
        for (const { ladder } of ladders) expect(rules.ladder(ladder)).not.toEqual([]);
      }
    }
  });

  it('dates an illegal building three times: stop work, penalty, demolish', () => {
    expect(starter.types.get('050201')?.steps.map(({ code, limit }) => [code, limit])).toEqual([
      ['stop-work', { unit: 'working-hours', amount: 4 }],
      ['penalty', { unit: 'working-days', amount: 7 }],
      ['demolish', { unit: 'working-days', amount: 20 }],
    ]);
  });
});

describe('watching the demo catalogue', () => {
  it('has the matters of the starter catalogue', () => {
    expect([...demo.types.keys()]).toEqual([...starter.types.keys()]);
  });

  it('reminds within 20 seconds, is overdue after 30, and moves up within two minutes', () => {
    const handle = demo.limitOf('050101', 'handle');
    expect(handle?.limit).toEqual({ unit: 'elapsed-seconds', amount: 30 });
    const at = Object.fromEntries(
      demo.ladder(handle?.ladder).map(({ code, at }) => {
        if ('percent' in at) return [code, (30 * at.percent) / 100];
        return [code, 'after' in at && 'amount' in at.after ? 30 + at.after.amount : Number.NaN];
      }),
    );
    expect(at['reminder']).toBeLessThanOrEqual(20);
    expect(at['overdue']).toBe(30);
    expect(at['move-up']).toBeLessThanOrEqual(120);
  });

  it('counts every limit in seconds', () => {
    const units = [...demo.types.values()].flatMap(({ code, steps }) => [
      ...STAGE_NAMES.map((stage) => demo.limitOf(code, stage)?.limit.unit),
      ...steps.map(({ limit }) => limit.unit),
    ]);
    expect(new Set(units.filter((unit) => unit !== undefined))).toEqual(new Set(['elapsed-seconds']));
  });
});
