import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Console } from './specs/console.js';

let desk: Console;
beforeEach(() => {
  desk = new Console();
});
afterEach(() => desk.remove());

/** A handful of cases on a day of one second. */
const SMALL = ['simulate', '--scale', '0.002', '--cases', '12', '--speed', '86400'] as const;

interface Report {
  readonly units: number;
  readonly households: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly flaws: readonly string[];
}

describe('simulating days at the console', () => {
  it('does the books and says that they add up', async () => {
    const { code, out } = await desk.run(SMALL);

    expect(code).toBe(0);
    expect(out).toMatch(/在办 · day 1: opening \+ new/);
    expect(out).toMatch(/✓ Everything adds up/);
  });

  it('tells programs the same, and leaves nothing behind', async () => {
    const report = await desk.json<Report>([...SMALL, '--seed', '7']);

    expect(report).toMatchObject({ households: 2400, flaws: [] });
    expect(Object.values(report.byState).reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(existsSync(desk.data)).toBe(false);
  });

  it('keeps the data where it is told to, and wants an empty folder there', async () => {
    const data = join(desk.folder, 'kept');
    const first = await desk.run([...SMALL, '--data', data]);
    const second = await desk.run([...SMALL, '--data', data]);

    expect(first.code).toBe(0);
    expect(existsSync(join(data, 'log.db'))).toBe(true);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/模拟需要空目录/);
  });

  it.each([
    ['--scale', '2'],
    ['--cases', '1.5'],
    ['--speed', '0'],
    ['--start', 'tomorrow'],
  ])('refuses %s %s', async (option, value) => {
    expect((await desk.run(['simulate', option, value])).code).toBe(2);
  });
});
