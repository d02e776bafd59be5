import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilTimeOf, instantsOf, type CivilTime } from './civil-time.js';

const NEW_YORK = 'America/New_York';

describe('reading a wall-clock time', () => {
  it.each([
    ['03/24/2015 12:02:24 PM', [2015, 3, 24, 12, 2, 24]],
    ['03/24/2015 12:02:24 AM', [2015, 3, 24, 0, 2, 24]],
    ['3/14/2025 1:20', [2025, 3, 14, 1, 20, 0]],
    ['3/14/2025', [2025, 3, 14, 0, 0, 0]],
    ['2015-05-05 08:52:08.813', [2015, 5, 5, 8, 52, 8]],
    ['2024-02-29T23:59', [2024, 2, 29, 23, 59, 0]],
  ])('knows %s', (text, [year, month, day, hour, minute, second]) => {
    expect(civilTimeOf(text)).toEqual({ year, month, day, hour, minute, second });
  });

  it.each([
    '',
    'soon',
    '02/30/2015 1:00',
    '13/01/2015 1:00',
    '1/1/2015 24:00',
    '1/1/2015 13:00 PM',
    '1/1/2015 0:00 AM',
  ])('does not know %j', (text) => {
    expect(civilTimeOf(text)).toBeUndefined();
  });
});

describe('finding the instant of a wall-clock time', () => {
  it('follows the zone through the year', () => {
    expect(instants('1/15/2015 9:17:37')).toEqual(['2015-01-15T14:17:37.000Z']);
    expect(instants('7/15/2015 9:17:37')).toEqual(['2015-07-15T13:17:37.000Z']);
  });

  it('knows both instants of the hour that an autumn night repeats', () => {
    expect(instants('11/1/2015 1:16:00')).toEqual(['2015-11-01T05:16:00.000Z', '2015-11-01T06:16:00.000Z']);
    expect(instants('11/1/2015 2:00:00')).toEqual(['2015-11-01T07:00:00.000Z']);
    expect(instants('11/1/2015 0:59:59')).toEqual(['2015-11-01T04:59:59.000Z']);
  });

  it('reads the hour that a spring night leaves out by the clock as it ran before', () => {
    expect(instants('3/8/2015 2:30:00')).toEqual(['2015-03-08T07:30:00.000Z']);
    expect(instants('3/8/2015 1:59:59')).toEqual(['2015-03-08T06:59:59.000Z']);
    expect(instants('3/8/2015 3:00:00')).toEqual(['2015-03-08T07:00:00.000Z']);
  });

  it('shows again the time that it was found for', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2037-12-30'), noInvalidDate: true }),
        (date) => {
          const second = Math.floor(date.getTime() / 1000) * 1000;
          expect(instantsOf(wallClockAt(second), NEW_YORK)).toContain(second);
        },
      ),
    );
  });
});

function instants(text: string): string[] {
  const time = civilTimeOf(text);
  return time ? instantsOf(time, NEW_YORK).map((instant) => new Date(instant).toISOString()) : [];
}

/** What a clock in New York shows, by way of another road than the one under test. */
function wallClockAt(instant: number): CivilTime {
  const text = new Date(instant).toLocaleString('sv-SE', { timeZone: NEW_YORK });
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second };
}
