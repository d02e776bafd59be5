import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bookIn } from './calendar-book.js';
import {
  CALENDAR_EVENTS,
  decodeCalendarEvent,
  encodeCalendarEvent,
  type StoredData,
} from './calendar.codec.js';
import { evolveCalendars, noCalendars } from './calendar.state.js';

const samples = JSON.parse(
  readFileSync(new URL('./specs/calendar.codec.samples.json', import.meta.url), 'utf8'),
) as readonly StoredData[];
const events = samples.map(decodeCalendarEvent).filter((event) => event !== undefined);

describe('reading what is stored', () => {
  it('has a sample of every version of every event', () => {
    const kept = samples.map(({ type, schemaVersion }) => [type, schemaVersion]);
    expect(kept).toEqual(Object.entries(CALENDAR_EVENTS));
  });

  it('stores what it has read in the same form', () => {
    expect(events.map(encodeCalendarEvent)).toEqual(samples);
  });

  it('knows no other event', () => {
    expect(decodeCalendarEvent({ type: 'CalendarPublished', schemaVersion: 2, data: {} })).toBeUndefined();
    expect(decodeCalendarEvent({ type: 'CalendarBurnt', schemaVersion: 1, data: {} })).toBeUndefined();
  });

  it('folds the samples to what they have always meant', () => {
    const states = events.map((_, index) => events.slice(0, index + 1).reduce(evolveCalendars, noCalendars));
    const [published, retired] = states.map(bookIn);
    const path = ['440605', '440605011', '440605011008'];
    expect(published?.for(path)).toMatchObject({ id: '440605011008', version: 1 });
    expect(retired?.for(path)).toMatchObject({ id: 'cn', version: 0 });
    expect(retired?.at({ id: '440605011008', version: 1 })).toMatchObject({ coverageUntil: '2026-12-31' });
  });
});
