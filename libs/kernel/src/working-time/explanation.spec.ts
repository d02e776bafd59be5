import { describe, expect, it } from '@jest/globals';
import type { Limit, WorkCalendar } from '../limit.js';
import { explain } from './explanation.js';
import { sentencesOf } from './explanation-text.js';
import { plainCalendar } from './testing.js';

const why = (from: string, limit: Limit, calendar: WorkCalendar = plainCalendar) =>
  explain(calendar, Date.parse(from), limit);

describe('telling why a date is what it is', () => {
  const nationalDay: Limit = { unit: 'working-days', amount: 3, from: 'next-day' };

  it('names the days that were skipped, and those that counted though they would not', () => {
    expect(why('2026-09-30T16:20:00+08:00', nationalDay)).toEqual({
      startedAt: '2026-09-30T08:20:00.000Z',
      countsFrom: '2026-10-08T01:00:00.000Z',
      due: '2026-10-10T09:00:00.000Z',
      limit: nationalDay,
      calendar: { id: 'cn', version: 1 },
      zone: 'Asia/Shanghai',
      skipped: [
        {
          kind: 'holiday',
          from: '2026-10-01',
          to: '2026-10-02',
          days: 2,
          name: { en: 'National Day', zh: '国庆节' },
        },
        { kind: 'weekend', from: '2026-10-03', to: '2026-10-04', days: 2 },
        {
          kind: 'holiday',
          from: '2026-10-05',
          to: '2026-10-07',
          days: 3,
          name: { en: 'National Day', zh: '国庆节' },
        },
      ],
      counted: [
        {
          kind: 'make-up-day',
          from: '2026-10-10',
          to: '2026-10-10',
          days: 1,
          name: { en: 'National Day', zh: '国庆节' },
        },
      ],
      leftOut: 0,
    });
  });

  it('says it in both languages', () => {
    const sentences = sentencesOf(why('2026-09-30T16:20:00+08:00', nationalDay));
    expect(sentences.map(({ en }) => en)).toEqual([
      'Started 2026-09-30 16:20 (Asia/Shanghai).',
      'Limit: 3 working days, from the day after.',
      'Counts from 2026-10-08 09:00.',
      'Not counted: National Day, holiday 2026-10-01 – 2026-10-02 (2 days); weekly rest 2026-10-03 – 2026-10-04 (2 days); National Day, holiday 2026-10-05 – 2026-10-07 (3 days).',
      'Counted: National Day, make-up working day 2026-10-10.',
      'Due 2026-10-10 17:00, by calendar cn v1.',
    ]);
    expect(sentences.map(({ zh }) => zh)).toEqual([
      '起点：2026-09-30 16:20（Asia/Shanghai）。',
      '时限：3 个工作日，自次日起算。',
      '自 2026-10-08 09:00 起计算。',
      '不计入：国庆节放假 2026-10-01 – 2026-10-02（2 天）；周末 2026-10-03 – 2026-10-04（2 天）；国庆节放假 2026-10-05 – 2026-10-07（3 天）。',
      '计入：国庆节调休上班 2026-10-10。',
      '到期：2026-10-10 17:00，依据日历 cn v1。',
    ]);
  });

  it('says that a date is provisional, and why', () => {
    const explanation = why('2026-12-30T10:00:00+08:00', { unit: 'working-days', amount: 3 });
    expect(explanation.provisionalAfter).toBe('2026-12-31');
    expect(sentencesOf(explanation).at(-1)?.en).toBe(
      'Provisional: the holidays after 2026-12-31 are not published yet.',
    );
  });

  it('names hours that were changed', () => {
    const half = { name: { en: 'Market day', zh: '集市日' }, intervals: [[540, 720]] as const };
    const calendar = { ...plainCalendar, days: { '2026-09-08': half } };
    const { counted } = why('2026-09-07T10:00:00+08:00', { unit: 'working-hours', amount: 10 }, calendar);
    expect(counted).toEqual([
      { kind: 'changed-hours', from: '2026-09-08', to: '2026-09-08', days: 1, name: half.name },
    ]);
  });

  it('has no days to skip in elapsed time', () => {
    const explanation = why('2026-10-01T10:00:00+08:00', { unit: 'elapsed-seconds', amount: 30 });
    expect(explanation).toMatchObject({ skipped: [], counted: [], countsFrom: explanation.startedAt });
    expect(sentencesOf(explanation).map(({ en }) => en)).toEqual([
      'Started 2026-10-01 10:00 (Asia/Shanghai).',
      'Limit: 30 seconds.',
      'Due 2026-10-01 10:00:30, by calendar cn v1.',
    ]);
  });
});

describe('keeping an explanation short', () => {
  it('takes many weekends together', () => {
    const { skipped } = why('2026-06-01T10:00:00+08:00', { unit: 'working-days', amount: 60 });
    expect(skipped).toEqual([{ kind: 'weekend', from: '2026-06-06', to: '2026-08-23', days: 24 }]);
  });

  it('counts what it leaves out', () => {
    const fridays = Array.from({ length: 52 }, (_, week) => {
      const date = new Date(Date.parse('2026-01-02') + week * 7 * 86_400_000).toISOString().slice(0, 10);
      return [date, { name: { en: 'Market day', zh: '集市日' }, intervals: [] }] as const;
    });
    const calendar = { ...plainCalendar, days: Object.fromEntries(fridays) };
    const { skipped, leftOut } = why(
      '2026-01-01T10:00:00+08:00',
      { unit: 'working-days', amount: 200 },
      calendar,
    );
    expect(skipped).toHaveLength(30);
    expect(leftOut).toBeGreaterThan(20);
    const short = sentencesOf(
      why('2026-01-01T10:00:00+08:00', { unit: 'working-days', amount: 200 }, calendar),
    );
    expect(short.map(({ zh }) => zh)).toContain(`另有 ${leftOut} 个特殊日期。`);
  });
});
