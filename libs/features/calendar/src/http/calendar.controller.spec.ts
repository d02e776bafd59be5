import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countrySheet } from '../domain/specs/sheets.js';
import { loadNationalCalendar, seedNationalCalendar } from '../index.js';
import { calendarApp } from '../specs/calendar-app.js';
import { metaOf } from '../specs/calendar-desk.js';

let room: Awaited<ReturnType<typeof calendarApp>>;

beforeAll(async () => {
  room = await calendarApp();
});
afterAll(() => room.stop());

const KITCHEN = { days: { '2026-09-08': { name: { en: 'Market', zh: '集市' }, hours: ['06:00-10:00'] } } };

describe('reading calendars', () => {
  it('is for everybody who has signed in', async () => {
    expect((await room.call('/api/calendars')).status).toBe(401);
    const { answer } = await room.call('/api/calendars', 'supervisor');
    expect(answer['calendars']).toEqual([
      {
        id: 'cn',
        version: 1,
        retired: false,
        zone: 'Asia/Shanghai',
        coverageUntil: '2026-12-31',
        note: 'chinese-days, 2026',
      },
    ]);
  });

  it('shows one as people write it', async () => {
    const { answer } = await room.call('/api/calendars/cn?version=1', 'supervisor');
    expect(answer).toMatchObject({
      week: [['09:00-12:00', '13:00-17:00'], {}, {}, {}, {}, [], []],
      days: { '2026-10-01': { name: { en: 'National Day', zh: '国庆节' }, hours: [] } },
      versions: [{ version: 1, coverageUntil: '2026-12-31' }],
    });
    expect((await room.call('/api/calendars/cn?version=99', 'supervisor')).status).toBe(404);
    expect((await room.call('/api/calendars/k', 'supervisor')).status).toBe(404);
  });
});

describe('asking when a limit ends', () => {
  const due = (id: string, query: Record<string, string>) =>
    room.call(`/api/calendars/${id}/due?${new URLSearchParams(query).toString()}`, 'supervisor');
  const from = '2026-09-30T16:20:00+08:00';
  const threeDays = { from, unit: 'working-days', amount: '3', rule: 'next-day' };

  it('is told the date and why, in both languages', async () => {
    const { answer } = await due('cn', threeDays);
    expect(answer).toMatchObject({
      due: '2026-10-10T09:00:00.000Z',
      local: '2026-10-10 17:00',
      provisional: false,
      countsFrom: '2026-10-08T01:00:00.000Z',
      calendarId: 'cn',
      version: 1,
      skipped: [{ kind: 'holiday', from: '2026-10-01', to: '2026-10-07', days: 7 }],
      counted: [{ kind: 'make-up-day', from: '2026-10-10', name: { zh: '国庆节' } }],
    });
    expect(answer['why']).toContainEqual({
      en: 'Not counted: National Day, holiday 2026-10-01 – 2026-10-07 (7 days).',
      zh: '不计入：国庆节放假 2026-10-01 – 2026-10-07（7 天）。',
    });
  });

  it('says that 2027 is not known yet', async () => {
    const { answer } = await due('cn', { ...threeDays, from: '2026-12-30T16:20:00+08:00' });
    expect(answer).toMatchObject({ provisional: true });
    expect(JSON.stringify(answer['why'])).toContain('2026-12-31 之后的节假日安排尚未公布');
  });

  it('takes the calendar in force at a unit', async () => {
    expect((await due('b', threeDays)).answer).toMatchObject({ calendarId: 'cn' });
    expect((await due('atlantis', threeDays)).status).toBe(404);
  });

  it('needs an amount, but for the same day', async () => {
    expect((await due('cn', { from, unit: 'same-day' })).answer).toMatchObject({ local: '2026-09-30 17:00' });
    expect(await due('cn', { from, unit: 'working-days' })).toMatchObject({
      status: 400,
      answer: { code: 'malformed-limit' },
    });
    expect(await due('cn', { from, unit: 'working-days', amount: '900000' })).toMatchObject({
      status: 422,
      answer: { code: 'limit-out-of-reach' },
    });
  });
});

describe('publishing a calendar', () => {
  it('gives a unit its own, until it is retired', async () => {
    const published = await room.call('/api/calendars/k/versions', 'chief', {
      calendar: KITCHEN,
      base: 'above',
      note: '集市日',
    });
    expect(published).toMatchObject({ status: 201, answer: { calendarId: 'k', version: 1 } });
    const query = 'from=2026-09-07T10:00:00%2B08:00&unit=working-days&amount=1';
    const due = async (more = '') =>
      (await room.call(`/api/calendars/b/due?${query}${more}`, 'chief')).answer;
    expect(await due()).toMatchObject({ calendarId: 'k', local: '2026-09-08 06:34:17' });
    expect(await room.call('/api/calendars/k/retire', 'chief', { note: '取消' })).toMatchObject({
      status: 200,
      answer: { version: 1 },
    });
    expect(await due()).toMatchObject({ calendarId: 'cn', local: '2026-09-08 10:00' });
    const before = await room.call(`/api/calendars/k/due?${query}&version=1`, 'chief');
    expect(before.answer).toMatchObject({ calendarId: 'k' });
    const { answer } = await room.call('/api/calendars/k', 'chief');
    expect(answer).toMatchObject({ retired: true, note: '集市日' });
  });

  it('is refused with who may, and with what is wrong', async () => {
    const publish = (as: string, calendar: object) =>
      room.call('/api/calendars/cn/versions', as, { calendar });
    expect(await publish('townsman', countrySheet)).toMatchObject({
      status: 403,
      answer: { code: 'not-permitted', whoMay: [{ role: 'administrator' }] },
    });
    expect(await publish('chief', { ...countrySheet, zone: 'Mars/Olympus' })).toMatchObject({
      status: 400,
      answer: { code: 'unknown-zone' },
    });
    expect((await room.call('/api/calendars/cn/retire', 'chief', {})).status).toBe(409);
  });
});

describe('seeding the national calendar', () => {
  it('happens once, and leaves alone what is there', async () => {
    const head = await room.store.head();
    await seedNationalCalendar(room.loading);
    await loadNationalCalendar(room.loading, metaOf());
    expect(await room.store.head()).toBe(head);
  });
});
