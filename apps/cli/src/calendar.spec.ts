import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarSheet } from '#calendar';
import { bostonFile } from './specs/boston.js';
import { Console } from './specs/console.js';

const desk = new Console();
const UNIT = 'boston-mill-harbor';

beforeAll(async () => {
  const path = desk.file('some.csv', bostonFile([{}]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
  await desk.run(['calendar', 'load']);
});
afterAll(() => desk.remove());

describe('loading the national calendar', () => {
  it('publishes it once', async () => {
    const { code, out } = await desk.run(['calendar', 'load']);

    expect([code, out]).toEqual([
      0,
      '日历 cn 第 1 版现已生效，在办案件期限变动 0 个。 · Version 1 of cn is in force; 0 dates of running cases moved.',
    ]);
    expect(await desk.json(['calendar', 'list'])).toMatchObject([{ id: 'cn', version: 1, retired: false }]);
  });

  it('shows hours and holidays in both languages', async () => {
    const { out } = await desk.run(['calendar', 'show']);

    expect(out).toMatch(/一 · Mon +09:00-12:00, 13:00-17:00/);
    expect(out).toMatch(/2026-10-01 +国庆节 · National Day +休息 · off/);
    expect((await desk.run(['calendar', 'list'])).out).toMatch(/cn +1 +有效 · in force +2026-12-31/);
  });
});

describe('publishing a calendar', () => {
  it('takes a file that was handed out to be edited', async () => {
    const sheet = JSON.parse((await desk.run(['calendar', 'export'])).out) as CalendarSheet;
    const week = sheet.week.map(() => ['08:00-20:00']);
    const file = desk.file('shifts.json', JSON.stringify({ ...sheet, week }));
    const { code } = await desk.run(['calendar', 'publish', UNIT, file, '--note', '轮班']);

    expect(code).toBe(0);
    expect(await desk.json(['calendar', 'show', UNIT])).toMatchObject({ week, note: '轮班', version: 1 });
  });

  it('adds to the calendar above, when asked to', async () => {
    const days = { '2026-09-08': { name: { en: 'Market', zh: '集市' }, hours: [] } };
    const file = desk.file('market.json', JSON.stringify({ days }));
    const { code } = await desk.run(['calendar', 'publish', UNIT, file, '--base', 'above']);

    expect(code).toBe(0);
    expect(await desk.json(['calendar', 'show', UNIT])).toMatchObject({ version: 2, days });
  });

  it('says what is wrong, and where', async () => {
    const file = desk.file('wrong.json', JSON.stringify({ week: [['9-5'], [], [], [], [], [], []] }));
    const { code, err } = await desk.run(['calendar', 'publish', UNIT, file, '--base', 'above']);

    expect(code).toBe(2);
    expect(err).toMatch(/"at":"week\/0"/);
  });
});

describe('asking when a limit ends', () => {
  const due = (...more: string[]) =>
    desk.run(['calendar', 'due', 'working-days', '3', '--from', '2026-09-30T16:20:00+08:00', ...more]);

  it('is told the date and why', async () => {
    const { out } = await due('--next-day');

    expect(out).toContain('到期：2026-10-10 17:00，依据日历 cn v1。');
    expect(out).toContain('Counted: National Day, make-up working day 2026-10-10.');
  });

  it('reckons with the calendar of a unit, in any version', async () => {
    const calendarOf = async (...more: string[]) => JSON.parse((await due('--json', ...more)).out) as object;
    expect(await calendarOf('--at', UNIT)).toMatchObject({ calendarId: UNIT, version: 2 });
    expect(await calendarOf('--at', UNIT, '--version', '1')).toMatchObject({ version: 1 });
    expect(await calendarOf('--at', 'boston')).toMatchObject({ calendarId: 'cn' });
  });

  it.each([
    [2, ['calendar', 'due', 'working-days']],
    [2, ['calendar', 'due', 'working-days', 'many']],
    [2, ['calendar', 'due', 'fortnights', '1']],
    [2, ['calendar', 'due', 'working-days', '1', '--from', 'yesterday']],
    [5, ['calendar', 'due', 'same-day', '--at', 'atlantis']],
    [5, ['calendar', 'due', 'same-day', '--version', '99']],
    [5, ['calendar', 'show', 'atlantis']],
    [5, ['calendar', 'show', '--version', '99']],
    [5, ['calendar', 'export', '--version', '99']],
    [5, ['calendar', 'publish', UNIT, 'nowhere.json']],
  ])('ends with %d: %j', async (exit, argv) => {
    expect(await desk.run(argv)).toMatchObject({ code: exit });
  });
});
