import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { reportView } from '#metrics';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';

const desk = new Console();

type Report = ReturnType<typeof reportView>;

beforeAll(async () => {
  const starter = await desk.run(['catalogue', 'export', '--starter']);
  await desk.run(['catalogue', 'publish', desk.file('catalogue.json', starter.out)]);
  const late = { CLOSED_DT: '04/01/2015 09:00:00 AM' };
  const path = desk.file('some.csv', bostonFile([{}, late, OPEN]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
});
afterAll(() => desk.remove());

async function counts(
  period: string,
  ...more: readonly string[]
): Promise<Readonly<Record<string, unknown>>> {
  const { flows, figures } = await desk.json<Report>(['metrics', '--period', period, ...more]);
  return Object.fromEntries([...flows, ...figures].map(({ formula, value }) => [formula.id, value]));
}

describe('asking for the figures of a period', () => {
  it('counts the whole grid by the times that the file gives', async () => {
    const flows = { opening: 0, reported: 3, closed: 1, open: 2, received: 0, 'handed-on': 0 };
    expect(await counts('2015-03')).toMatchObject(flows);
    expect(await counts('2015-04')).toMatchObject({ opening: 2, reported: 0, closed: 1, open: 1 });
    expect(await counts('2015-Q2..2015-Q4')).toMatchObject({ opening: 2, closed: 1, open: 1 });
    expect(await counts('2014')).toMatchObject({ opening: 0, reported: 0, open: 0 });
  });

  it('counts one unit with those below it, and what came to it from outside', async () => {
    const queue = await counts('2015', '--unit', 'boston-queue-pwdx-made-up-lights');
    expect(queue).toMatchObject({ reported: 0, received: 3, closed: 2, open: 1 });
  });

  it('shows rates from as many cases on as it is told', async () => {
    expect(await counts('2015')).toMatchObject({ 'first-time-completion-rate': null });
    expect(await counts('2015', '--minimum', '2')).toMatchObject({ 'first-time-completion-rate': 1 });
  });

  it('knows nothing as of a moment before the import', async () => {
    expect(await counts('2015', '--as-of', '2016-01-01T00:00:00Z')).toMatchObject({ reported: 0, open: 0 });
  });

  it('prints every number with its formula, in both languages', async () => {
    const { code, out } = await desk.run(['metrics', '--period', '2015', '--unit', 'boston']);
    expect(code).toBe(0);
    expect(out).toMatch(/^boston，2014-12-31T16:00Z … 2015-12-31T16:00Z/);
    expect(out).toMatch(/期末在办 · Open at the end +1/);
    expect(out).toMatch(/一次完成率 · First-time completion rate +案件过少 · too few +2\/2 /);
    expect(out).toMatch(/first-time-completion-rate v1: 未经返工结案数 ÷ 办理结案数 · closed without rework/);
  });

  it.each([
    [['--period', 'July']],
    [['--period', '2026-02-30']],
    [['--period', '2015', '--minimum', '0']],
    [['--period', '2015', '--as-of', 'yesterday']],
    [['--period', '2015', '--as-of', '2014-01-01T00:00:00Z']],
    [[]],
  ])('refuses %j', async (argv) => {
    expect(await desk.run(['metrics', ...argv])).toMatchObject({ code: 2, out: '' });
  });

  it('knows no unit that is not there', async () => {
    expect(await desk.run(['metrics', '--period', '2015', '--unit', 'nowhere'])).toMatchObject({ code: 5 });
  });
});
