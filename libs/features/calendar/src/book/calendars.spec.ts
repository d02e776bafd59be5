import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Principal } from '#event-store';
import { dueOf } from '#kernel';
import { countrySheet } from '../domain/specs/sheets.js';
import { calendarDesk, metaOf, person } from '../specs/calendar-desk.js';

const BRANCH = ['c', 't', 'k', 'b'];
const shifts = { ...countrySheet, week: Array.from({ length: 7 }, () => ['00:00-24:00']) };

const actorsIn = async ({ store }: ReturnType<typeof calendarDesk>) =>
  (await store.readAll()).events.map(({ actor }) => actor);

describe('asking for the calendar of a unit', () => {
  it('reckons with office hours and doubts every date, before one is published', async () => {
    const calendar = (await calendarDesk().calendars.book()).for(BRANCH);
    expect(calendar).toMatchObject({ id: 'cn', version: 0 });
    const start = Date.parse('2026-09-07T02:00:00Z');
    expect(dueOf(calendar, start, { unit: 'working-days', amount: 1 })).toEqual({
      at: Date.parse('2026-09-08T02:00:00Z'),
      provisional: true,
    });
  });

  it('finds its own, or the nearest above', async () => {
    const { calendars, publish, retire } = calendarDesk();
    await publish('cn', countrySheet);
    await publish('t', shifts);
    const book = await calendars.book();
    expect(book.for(['c']).id).toBe('cn');
    expect(book.for(BRANCH).id).toBe('t');
    await publish('b', countrySheet);
    expect((await calendars.book()).for(BRANCH).id).toBe('b');
    expect((await calendars.book()).for(['c', 't', 'k']).id).toBe('t');
    await retire('b');
    await retire('t');
    expect((await calendars.book()).for(BRANCH).id).toBe('cn');
  });

  it('keeps every version that dates were reckoned by', async () => {
    const { calendars, publish, retire } = calendarDesk();
    await publish('t', countrySheet);
    await publish('t', shifts);
    await retire('t');
    const book = await calendars.book();
    expect(book.at({ id: 't', version: 1 })).toMatchObject({
      version: 1,
      week: [
        [
          [540, 720],
          [780, 1020],
        ],
        {},
        {},
        {},
        {},
        [],
        [],
      ],
    });
    expect(book.at({ id: 't', version: 2 })).toMatchObject({ version: 2 });
    expect(book.at({ id: 't', version: 3 })).toBeUndefined();
    expect(book.at({ id: 'cn', version: 0 })).toMatchObject({ coverageUntil: '1970-01-01' });
  });

  it('gets the same book and the same calendars until one is published', async () => {
    const { calendars, publish } = calendarDesk();
    await publish('cn', countrySheet);
    const book = await calendars.book();
    expect(await calendars.book()).toBe(book);
    await publish('t', shifts);
    const later = await calendars.book();
    expect(later).not.toBe(book);
    expect(later.for([])).toBe(book.for([]));
  });

  it('reads on for a version that another process has published', async () => {
    const room = calendarDesk();
    const elsewhere = room.process();
    await room.publish('cn', countrySheet);
    await elsewhere.calendars.book();
    await room.publish('cn', shifts);
    const ref = { id: 'cn', version: 2 };
    expect((await elsewhere.calendars.book()).at(ref)).toBeUndefined();
    expect((await elsewhere.calendars.book(ref)).at(ref)).toMatchObject(ref);
  });
});

describe('publishing for a unit', () => {
  it('starts from the calendar above, when asked to', async () => {
    const { calendars, publish } = calendarDesk();
    await publish('cn', countrySheet);
    const market = { '2026-11-11': { name: { en: 'Market day', zh: '集市日' }, hours: ['06:00-10:00'] } };
    await publish('k', { days: market }, metaOf(), { base: 'above' });
    const { days, zone } = (await calendars.book()).for(BRANCH);
    expect(zone).toBe('Asia/Shanghai');
    expect(Object.keys(days)).toEqual(['2026-10-01', '2026-10-10', '2026-11-11']);
    await expect(publish('cn', {}, metaOf(), { base: 'above' })).rejects.toMatchObject({
      code: 'nothing-above',
    });
  });

  it('is refused for a unit that is not there', async () => {
    const { publish, retire } = calendarDesk();
    await expect(publish('atlantis', countrySheet)).rejects.toMatchObject({ code: 'calendar-of-no-unit' });
    await expect(retire('atlantis')).rejects.toMatchObject({ code: 'calendar-of-no-unit' });
  });

  it('answers the same command the second time as the first, and writes nothing for what holds', async () => {
    const room = calendarDesk();
    const meta = metaOf(person('chief'), randomUUID());
    const first = await room.publish('cn', countrySheet, meta);
    expect(await room.publish('cn', countrySheet, meta)).toEqual(first);
    expect(await room.publish('cn', countrySheet)).toEqual(first);
    expect(await actorsIn(room)).toHaveLength(1);
  });
});

describe('being allowed to publish', () => {
  it.each<[string, Principal, object]>([
    ['cn', person('chief'), { id: 'chief', role: 'administrator', unit: 'c' }],
    ['cn', { kind: 'system', role: 'process' }, { id: 'process', role: 'process' }],
    ['b', person('chief'), { id: 'chief', role: 'administrator', unit: 'c' }],
    ['b', person('townsman'), { id: 'townsman', role: 'administrator', unit: 't' }],
    ['b', person('deputy'), { id: 'deputy', role: 'committee-officer', unit: 'k', onBehalfOf: 'officer' }],
  ])('the calendar of %s by %j', async (id, by, actor) => {
    const room = calendarDesk();
    await room.publish(id, countrySheet, metaOf(by));
    expect(await actorsIn(room)).toEqual([actor]);
  });

  const aboveB = [
    { role: 'committee-officer', unit: 'k' },
    { role: 'administrator', unit: 't' },
    { role: 'committee-officer', unit: 't' },
    { role: 'administrator', unit: 'c' },
    { role: 'committee-officer', unit: 'c' },
  ];

  it.each<[string, Principal, object[]]>([
    ['cn', person('townsman'), [{ role: 'administrator' }]],
    ['cn', person('deputy'), [{ role: 'administrator' }]],
    ['cn', { kind: 'system', role: 'resident' }, [{ role: 'administrator' }]],
    ['b', person('neighbour'), aboveB],
    ['b', person('supervisor'), aboveB],
    ['t', person('deputy'), aboveB.slice(1)],
    ['t', { kind: 'system', role: 'import' }, aboveB.slice(1)],
  ])('the calendar of %s is refused to %j, who is told who may', async (id, by, whoMay) => {
    const room = calendarDesk();
    await expect(room.publish(id, countrySheet, metaOf(by))).rejects.toMatchObject({
      code: 'not-permitted',
      whoMay,
    });
    expect(await actorsIn(room)).toEqual([]);
  });
});
