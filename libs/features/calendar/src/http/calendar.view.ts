import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView } from '#http';
import {
  dueOf,
  explain,
  localTime,
  sentencesOf,
  type Bilingual,
  type DayKind,
  type DayRun,
  type Limit,
  type WorkCalendar,
} from '#kernel';
import { sheetOf, type CalendarSheet } from '../domain/calendar-sheet.js';
import { inForce, type CalendarLine } from '../domain/calendar.state.js';

class CalendarVersionView {
  @ApiProperty()
  version!: number;

  @ApiProperty({ format: 'date', description: 'Last local date whose holidays are known.' })
  coverageUntil!: string;

  @ApiPropertyOptional()
  note?: string;
}

export class CalendarLineView extends CalendarVersionView {
  @ApiProperty({ description: '`cn`, or the id of the unit whose calendar it is.' })
  id!: string;

  @ApiProperty({ description: 'A retired calendar holds for nobody; the next one above does.' })
  retired!: boolean;

  @ApiProperty()
  zone!: string;
}

export class CalendarListView {
  @ApiProperty({ type: [CalendarLineView] })
  calendars!: readonly CalendarLineView[];
}

const HOURS = { type: 'array', items: { type: 'string', example: '09:00-12:00' } };

export class CalendarView extends CalendarLineView {
  @ApiProperty({ type: 'array', items: HOURS, description: 'Working hours, Monday first.' })
  week!: CalendarSheet['week'];

  @ApiProperty({
    type: 'object',
    description: 'By local date: days that are not what their weekday says. No hours: a day off.',
    additionalProperties: {
      type: 'object',
      required: ['name', 'hours'],
      properties: {
        name: { type: 'object', properties: { en: { type: 'string' }, zh: { type: 'string' } } },
        hours: HOURS,
      },
    },
  })
  days!: CalendarSheet['days'];

  @ApiProperty({ type: [CalendarVersionView], description: 'The oldest first.' })
  versions!: readonly CalendarVersionView[];
}

class DayRunView implements DayRun {
  @ApiProperty({ enum: ['weekend', 'holiday', 'make-up-day', 'changed-hours'] })
  kind!: DayKind;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ format: 'date' })
  to!: string;

  @ApiProperty({ description: 'How many; other days may lie between the two dates.' })
  days!: number;

  @ApiPropertyOptional({ type: BilingualView })
  name?: Bilingual;
}

export class ReckonedDueView {
  @ApiProperty({ format: 'date-time' })
  due!: string;

  @ApiProperty({ description: 'As the clock on the wall shows it in the calendar’s zone.' })
  local!: string;

  @ApiProperty({ description: 'The holidays of that time are not published yet.' })
  provisional!: boolean;

  @ApiProperty({ format: 'date-time', description: 'The first moment that counted.' })
  countsFrom!: string;

  @ApiProperty()
  calendarId!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  zone!: string;

  @ApiProperty({ type: [DayRunView], description: 'Days that did not count.' })
  skipped!: readonly DayRunView[];

  @ApiProperty({ type: [DayRunView], description: 'Days that counted though their weekday would not.' })
  counted!: readonly DayRunView[];

  @ApiProperty({ type: [BilingualView], description: 'The explanation, sentence by sentence.' })
  why!: readonly Bilingual[];
}

export class CalendarAnswer {
  @ApiProperty()
  calendarId!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;
}

/** The last version, or the one that is asked for; undefined where there is none. */
export function lineView(line: CalendarLine, version?: number): CalendarLineView | undefined {
  const found = versionOf(line, version);
  if (!found) return undefined;
  const { calendar, note } = found;
  const { id, zone, coverageUntil } = calendar;
  const retired = inForce(line) === undefined;
  return { id, version: calendar.version, retired, zone, coverageUntil, ...(note !== undefined && { note }) };
}

export function calendarView(line: CalendarLine, version?: number): CalendarView | undefined {
  const [head, found] = [lineView(line, version), versionOf(line, version)];
  if (!head || !found) return undefined;
  const { week, days } = sheetOf(found.calendar);
  const versions = line.versions.map(({ calendar, note }) => ({
    version: calendar.version,
    coverageUntil: calendar.coverageUntil,
    ...(note !== undefined && { note }),
  }));
  return { ...head, week, days, versions };
}

export function dueView(calendar: WorkCalendar, from: number, limit: Limit): ReckonedDueView {
  const { at, provisional } = dueOf(calendar, from, limit);
  const explanation = explain(calendar, from, limit);
  const { due, countsFrom, skipped, counted, zone } = explanation;
  return {
    due,
    local: localTime(zone, at),
    provisional,
    countsFrom,
    calendarId: calendar.id,
    version: calendar.version,
    zone,
    skipped,
    counted,
    why: sentencesOf(explanation),
  };
}

function versionOf({ versions }: CalendarLine, version?: number) {
  return version === undefined ? versions.at(-1) : versions[version - 1];
}
