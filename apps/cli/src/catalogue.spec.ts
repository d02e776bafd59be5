import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { starterCatalogue } from '#catalogue/messages';
import type { CatalogueContent } from '#kernel';
import { Console } from './specs/console.js';

const desk = new Console();
const ours: CatalogueContent = { ...starterCatalogue, name: { en: 'Our catalogue', zh: '本县目录' } };
const stricter: CatalogueContent = { ...ours, policy: { ...ours.policy, returns: 1 } };
let file = '';
let other = '';

beforeAll(async () => {
  file = desk.file('ours.json', JSON.stringify(ours));
  other = desk.file('stricter.json', JSON.stringify(stricter));
  await desk.run(['catalogue', 'publish', file, '--note', 'begin']);
});
afterAll(() => desk.remove());

describe('looking at a catalogue', () => {
  it('shows the one in force, with what it says in both languages', async () => {
    const { code, out } = await desk.run(['catalogue', 'show']);

    expect(code).toBe(0);
    expect(out).toContain('本县目录 · Our catalogue');
    expect(out).toMatch(/050101 +ordinary +4 个工作小时 · 4 working hours +暴露垃圾 · Exposed rubbish/);
    expect(await desk.json(['catalogue', 'show'])).toMatchObject({
      note: 'begin',
      content: { name: ours.name },
    });
  });

  it('hands it out to be edited', async () => {
    expect(JSON.parse((await desk.run(['catalogue', 'export'])).out)).toEqual(ours);
    expect(JSON.parse((await desk.run(['catalogue', 'export', '--starter'])).out)).toEqual(starterCatalogue);
  });

  it('knows no version that was not published', async () => {
    expect(await desk.run(['catalogue', 'show', '--version', '99'])).toMatchObject({ code: 5 });
    expect(await desk.run(['catalogue', 'show', '--version', 'first'])).toMatchObject({ code: 2 });
  });
});

describe('checking a catalogue', () => {
  it('finds nothing wrong', async () => {
    expect(await desk.run(['catalogue', 'check', file])).toMatchObject({ code: 0 });
  });

  it('names every flaw, and ends with a code that says so', async () => {
    const flawed = desk.file('flawed.json', JSON.stringify({ ...ours, types: [], policy: {} }));
    const { code, out } = await desk.run(['catalogue', 'check', flawed]);

    expect(code).toBe(3);
    expect(out).toMatch(/^\/policy\/returns +缺少此项。 · This is missing\./m);
    expect(out).toMatch(/^\/types +必须有 129999/m);
    expect(await desk.json(['catalogue', 'check', flawed])).toMatchObject({
      flaws: expect.arrayContaining([expect.objectContaining({ path: '/types', code: 'no-unsure' })]),
    });
  });

  it('tells a file that is no JSON from one that is not there', async () => {
    const torn = desk.file('torn.json', '{"name": ');
    expect(await desk.run(['catalogue', 'check', torn])).toMatchObject({ code: 3 });
    expect(await desk.run(['catalogue', 'check', `${torn}.bak`])).toMatchObject({ code: 5 });
  });
});

describe('changing a catalogue', () => {
  it('tells what another one would change', async () => {
    const { code, out } = await desk.run(['catalogue', 'diff', other]);

    expect([code, out]).toEqual([
      0,
      '/policy/returns\n  退单次数上限：2 → 1\n  returns before arbitration: 2 → 1',
    ]);
    expect((await desk.run(['catalogue', 'diff', file])).out).toBe('没有变化。 · Nothing would change.');
  });

  it('publishes it as the next version, and once', async () => {
    const before = await desk.json<{ version: number }>(['catalogue', 'show']);
    const first = await desk.json<{ version: number }>(['catalogue', 'publish', other]);
    const second = await desk.json(['catalogue', 'publish', other]);

    expect(first.version).toBe(before.version + 1);
    expect(second).toEqual(first);
    expect(await desk.json(['catalogue', 'diff', other])).toEqual({ against: first.version, changes: [] });
  });

  it('publishes nothing that has flaws', async () => {
    const flawed = desk.file('flawed.json', JSON.stringify({ ...ours, types: [] }));
    const before = await desk.json(['catalogue', 'show']);

    expect(await desk.run(['catalogue', 'publish', flawed])).toMatchObject({ code: 3 });
    expect(await desk.json(['catalogue', 'show'])).toEqual(before);
  });
});
