import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';

interface Board {
  readonly unit: string;
  readonly deadlines: readonly {
    readonly name: string;
    readonly due: string;
    readonly late: { readonly working: number } | null;
    readonly case: { readonly number: string };
  }[];
}

interface Why {
  readonly caseId: string;
  readonly number: string;
  readonly running: readonly { readonly name: string; readonly due: string }[];
  readonly history: readonly { readonly deed: string; readonly name: string | null }[];
}

const desk = new Console();
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const OPEN_CASE = `${YEAR}-000002`;

beforeAll(async () => {
  const path = desk.file('some.csv', bostonFile([{}, OPEN]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
});
afterAll(() => desk.remove());

describe('asking what is due', () => {
  it('lists what runs, next due first, and not what is closed', async () => {
    const { deadlines, unit } = await desk.json<Board>(['due']);
    expect(unit).toBe('boston');
    expect(deadlines.map((row) => [row.name, row.due, row.case.number])).toEqual([
      ['first-contact', '2015-03-02T16:00:00.000Z', OPEN_CASE],
      ['handle', '2015-03-03T14:00:00.000Z', OPEN_CASE],
    ]);
    for (const { late } of deadlines) expect(late?.working).toBeGreaterThan(0);
    const { out } = await desk.run(['due']);
    expect(out.split('\n')).toHaveLength(3);
    expect(out).toMatch(/办理 · handle +external-liaison @ boston-queue-\S+ +\d{4}-000002/);
  });

  it('takes a unit, a role, a limit and a number of lines', async () => {
    const names = async (...more: string[]) =>
      (await desk.json<Board>(['due', ...more])).deadlines.map(({ name }) => name);
    expect(await names('--unit', 'boston-mill-harbor')).toEqual([]);
    expect(await names('--role', 'grid-worker')).toEqual([]);
    expect(await names('--name', 'handle')).toEqual(['handle']);
    expect(await names('--overdue', '--limit', '1')).toEqual(['first-contact']);
    expect((await desk.run(['due', '--role', 'verifier'])).out).toMatch(/Nothing is due here/);
  });

  it.each([
    [5, ['due', '--unit', 'nowhere']],
    [2, ['due', '--role', 'emperor']],
    [2, ['due', '--limit', 'none']],
  ])('ends with %d: %j', async (code, argv) => {
    expect(await desk.run(argv)).toMatchObject({ code, out: '' });
  });
});

describe('asking why a date', () => {
  it('says where it starts, how long it is, by which calendar, and how that came about', async () => {
    const { code, out } = await desk.run(['why', OPEN_CASE]);
    expect(code).toBe(0);
    expect(out).toMatch(/办理 · handle → 2015-03-03 22:00/);
    expect(out).toMatch(/Limit: 24 hours\./);
    expect(out).toMatch(/依据日历 cn v1/);
    expect(out).toMatch(/签收：结束。 · sign: over\./);
  });

  it('gives programs the same, by number and by id', async () => {
    const byNumber = await desk.json<Why>(['why', OPEN_CASE]);
    const byId = await desk.json<Why>(['why', byNumber.caseId]);
    expect([byId.number, byId.history]).toEqual([OPEN_CASE, byNumber.history]);
    expect(byNumber.running.map(({ name }) => name)).toEqual(['first-contact', 'handle']);
    expect(byNumber.history.filter(({ name }) => name === 'sign').map(({ deed }) => deed)).toEqual([
      'started',
      'ended',
    ]);
  });

  it('says of a closed case that nothing runs', async () => {
    expect((await desk.run(['why', `${YEAR}-000001`])).out).toMatch(/No limit runs\./);
  });

  it('knows no case that is not there', async () => {
    expect(await desk.run(['why', '1999-000001'])).toMatchObject({ code: 5, out: '' });
    expect(await desk.run(['why', 'nobody'])).toMatchObject({ code: 5, out: '' });
  });
});
