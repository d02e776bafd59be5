import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { starterCatalogue } from '#catalogue/messages';
import type { CatalogueContent, StageLimits } from '#kernel';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';

interface Plan {
  readonly dryRun: boolean;
  readonly to: { readonly version: number };
  readonly cases: number;
  readonly moved: number;
  readonly types: readonly { readonly serviceType: string }[];
  readonly sample: readonly { readonly changes: readonly { readonly name: string; readonly to: string }[] }[];
}

const desk = new Console();

/** As the file writes it: an hour ago in Boston. */
function anHourAgo(): string {
  const at = new Date(Date.now() - 3_600_000);
  const part = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleString('en-US', { timeZone: 'America/New_York', ...options });
  const date = part({ year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${date} ${part({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: true })}`;
}

/** A signal that somebody gives when it was looked at so many times. */
function abortedAfter(looks: number): AbortSignal {
  let left = looks;
  return Object.defineProperty(new AbortController().signal, 'aborted', { get: () => (left -= 1) < 0 });
}

/** The starter with a year for whatever is to be handled. */
function patient(): CatalogueContent {
  const patiently = (limits: StageLimits): StageLimits => ({
    ...limits,
    handle: { ...limits.handle, limit: { unit: 'working-days', amount: 250 } },
  });
  const types = starterCatalogue.types.map((type) => ({ ...type, limits: patiently(type.limits) }));
  return { ...starterCatalogue, name: { en: 'Patient', zh: '宽限' }, types };
}

beforeAll(async () => {
  const path = desk.file('some.csv', bostonFile([{}, { ...OPEN, OPEN_DT: anHourAgo() }]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
  await desk.run(['catalogue', 'publish', desk.file('patient.json', JSON.stringify(patient()))]);
});
afterAll(() => desk.remove());

describe('leading running cases over to a catalogue', () => {
  it('says what would change, and changes nothing', async () => {
    const plan = await desk.json<Plan>(['catalogue', 'migrate', '--dry-run']);

    expect(plan).toMatchObject({ dryRun: true, to: { version: 2 }, cases: 1, moved: 1 });
    expect(plan.sample[0]?.changes.map(({ name }) => name)).toEqual(['handle']);
    expect(await desk.json(['catalogue', 'migrate', '--to', '2', '--dry-run'])).toEqual(plan);
    expect(await desk.json(['catalogue', 'migrate', '--to', '1', '--dry-run'])).toMatchObject({ cases: 0 });
  });

  it('takes only some services, or what a unit sees', async () => {
    const casesOf = async (...more: string[]) =>
      (await desk.json<Plan>(['catalogue', 'migrate', '--dry-run', ...more])).cases;
    const [type] = (await desk.json<Plan>(['catalogue', 'migrate', '--dry-run'])).types;
    expect(await casesOf('--type', type?.serviceType ?? '', '110101')).toBe(1);
    expect(await casesOf('--type', '110101')).toBe(0);
    expect(await casesOf('--unit', 'boston')).toBe(1);
    expect(await desk.run(['catalogue', 'migrate', '--unit', 'atlantis'])).toMatchObject({ code: 2 });
    expect(await desk.run(['catalogue', 'migrate', '--to', '99'])).toMatchObject({ code: 2 });
    expect(await desk.run(['catalogue', 'migrate', '--to', 'newest'])).toMatchObject({ code: 2 });
  });

  it.each([
    ['before it has begun', 0, '未迁移任何案件'],
    ['in the middle', 1, '下次启动服务时将自动继续'],
  ])('is stopped by Ctrl+C %s', async (_, looks, words) => {
    const { code, err } = await desk.run(['catalogue', 'migrate', '--type', '110101'], {
      signal: abortedAfter(looks),
    });

    expect(code).toBe(130);
    expect(err).toContain(words);
  });

  it('does it, says so in both languages, and has nothing to do the second time', async () => {
    const { sample } = await desk.json<Plan>(['catalogue', 'migrate', '--dry-run']);
    const { code, out } = await desk.run(['catalogue', 'migrate']);

    expect(code).toBe(0);
    expect(out).toContain('1 件在办案件已改按第 2 版办理，其中 1 件的期限有变动。');
    expect(out).toMatch(/\d{4}-000002 +handle +\d{4}-\d\d-\d\d [\d:]+ +\d{4}-\d\d-\d\d [\d:]+/);
    const board = await desk.json<{ deadlines: { name: string; due: string }[] }>(['due']);
    const handle = board.deadlines.find(({ name }) => name === 'handle');
    expect(handle?.due).toBe(sample[0]?.changes[0]?.to);
    expect(await desk.json(['catalogue', 'migrate'])).toMatchObject({ dryRun: false, cases: 0, moved: 0 });
  });
});
