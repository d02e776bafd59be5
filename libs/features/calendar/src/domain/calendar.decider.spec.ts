import { describe, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { contentOf } from './calendar-sheet.js';
import { calendarDecider } from './calendar.decider.js';
import type { CalendarCommand, CalendarEvent } from './calendar.events.js';
import { countrySheet } from './specs/sheets.js';

const { given } = specificationOf(calendarDecider, undefined);
const content = contentOf(countrySheet);
const longer = { ...content, coverageUntil: '2027-12-31' };

const publish = (calendarId: string, what = content, note?: string): CalendarCommand => ({
  type: 'PublishCalendar',
  data: { calendarId, content: what, ...(note !== undefined && { note }) },
});
const published = (id: string, version: number, what = content): CalendarEvent => ({
  type: 'CalendarPublished',
  data: { calendar: { id, version, ...what } },
});
const retire = (calendarId: string): CalendarCommand => ({ type: 'RetireCalendar', data: { calendarId } });
const retired = (calendarId: string, version: number): CalendarEvent => ({
  type: 'CalendarRetired',
  data: { calendarId, version },
});

describe('publishing a calendar', () => {
  it('counts its versions, each calendar for itself', () => {
    given().when(publish('cn')).expectEvents(published('cn', 1));
    given(published('cn', 1))
      .when(publish('cn', longer))
      .expectEvents(published('cn', 2, longer));
    given(published('cn', 1)).when(publish('k')).expectEvents(published('k', 1));
  });

  it('keeps the note', () => {
    const data = { calendar: { id: 'cn', version: 1, ...content }, note: 'as published' };
    given()
      .when(publish('cn', content, 'as published'))
      .expectEvents({ type: 'CalendarPublished', data });
  });

  it('changes nothing the second time', () => {
    given(published('cn', 1)).when(publish('cn')).expectEvents();
    given(published('cn', 1), published('cn', 2, longer))
      .when(publish('cn'))
      .expectEvents(published('cn', 3));
  });

  it('brings back what was retired, with the next number', () => {
    given(published('k', 1), retired('k', 1)).when(publish('k')).expectEvents(published('k', 2));
  });
});

describe('retiring a calendar', () => {
  it('is recorded once', () => {
    given(published('k', 1)).when(retire('k')).expectEvents(retired('k', 1));
    given(published('k', 1), retired('k', 1)).when(retire('k')).expectEvents();
  });

  it('is refused where there is none, and for the country', () => {
    given().when(retire('k')).expectRejection('calendar-not-found');
    given(published('cn', 1)).when(retire('cn')).expectRejection('national-calendar-stays');
  });
});
