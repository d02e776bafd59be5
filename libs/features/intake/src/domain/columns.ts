import type { MappedPlace, Row } from './mapping.js';
import { civilTimeOf, instantsOf, type CivilTime } from './civil-time.js';
import { refuse } from './refusals.js';

/** Longest text of a row that is taken in, in UTF-16 units. */
const LONGEST = 4000;
const UNREADABLE = /[\0\uFFFD]/;

/** A column's text with its blanks tidied; '' when the file says nothing. */
export function textOf(row: Row, column: string): string {
  const text = (row.get(column) ?? '').replaceAll(/\s+/g, ' ').trim();
  if (UNREADABLE.test(text) || !text.isWellFormed()) throw refuse('unreadable-text', { details: { column } });
  if (text.length > LONGEST) throw refuse('text-too-long', { details: { column } });
  return text;
}

export function referenceOf(row: Row, column: string): string {
  const reference = textOf(row, column);
  if (reference === '') throw refuse('reference-missing', { details: { column } });
  if (!/^[\w./-]{1,64}$/.test(reference)) throw refuse('malformed-reference', { details: { column } });
  return reference;
}

/** Whole numbers come as `306`, `306.0`, `06` or `Ward 6`, by the year of the file; undefined when there is none. */
export function numberOf(row: Row, column: string): number | undefined {
  const [, digits] = /^(?:[A-Za-z]+ )?(\d{1,6})(?:\.0+)?$/.exec(textOf(row, column)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** What the file says of a row's beginning and end, in the zone of its city. */
interface PeriodColumns {
  readonly opened: string;
  readonly closed: string;
  /** Absent where the file has no such column; where it has, a row may leave it empty. */
  readonly due?: string;
  readonly status: string;
  /** The file's words for a status, in lower case. */
  readonly statuses: Readonly<Record<string, 'open' | 'closed'>>;
  readonly zone: string;
}

export interface Period {
  /** ISO 8601. */
  readonly opened: string;
  /** ISO 8601; absent while the case is open. */
  readonly closed?: string;
  /** ISO 8601: by when the file itself wants it handled. */
  readonly due?: string;
}

export function periodOf(row: Row, columns: PeriodColumns): Period {
  const status = textOf(row, columns.status).toLowerCase();
  const known = Object.hasOwn(columns.statuses, status) ? columns.statuses[status] : undefined;
  if (known === undefined) throw refuse('unknown-status', { details: { column: columns.status } });
  const opened = timeOf(row, columns.opened);
  const closed = timeOf(row, columns.closed);
  if (opened === undefined) throw refuse('opening-date-missing', { details: { column: columns.opened } });
  if (known === 'open' && closed !== undefined)
    throw refuse('open-with-closing-date', { details: { column: columns.closed } });
  if (known === 'closed' && closed === undefined)
    throw refuse('closing-date-missing', { details: { column: columns.closed } });
  const [start = Number.NaN] = instantsOf(opened, columns.zone);
  const target = columns.due === undefined ? undefined : timeOf(row, columns.due);
  const due = target && { due: iso(instantAfter(start, target, columns.zone)) };
  if (closed === undefined) return { opened: iso(start), ...due };
  const end = instantAfter(start, closed, columns.zone);
  if (end < start) throw refuse('closed-before-opened', { details: { column: columns.closed } });
  return { opened: iso(start), closed: iso(end), ...due };
}

/** An hour that an autumn night repeats is read so that what ends does not end before it began, where that can be. */
function instantAfter(start: number, time: CivilTime, zone: string): number {
  const shown = instantsOf(time, zone);
  return shown.find((instant) => instant >= start) ?? shown.at(-1) ?? Number.NaN;
}

function timeOf(row: Row, column: string): CivilTime | undefined {
  const text = textOf(row, column);
  if (text === '') return undefined;
  const time = civilTimeOf(text);
  if (time === undefined || time.year < 1900) throw refuse('unreadable-date', { details: { column } });
  return time;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** A time that carries its zone, in milliseconds since 1970; undefined when the file says nothing. */
export function instantIn(row: Row, column: string): number | undefined {
  const text = textOf(row, column);
  if (text === '') return undefined;
  const civil = civilTimeOf(STAMP.exec(text)?.[1] ?? '');
  const instant = Date.parse(text);
  if (civil === undefined || civil.year < 1900 || Number.isNaN(instant))
    throw refuse('unreadable-date', { details: { column } });
  return instant;
}

/** Text and coordinates; undefined when the file says nothing of either. A point at 0, 0 is the files' word for nowhere. */
export function placeOf(text: string, latitude: string, longitude: string): MappedPlace | undefined {
  const [north, east] = [degrees(latitude, 90), degrees(longitude, 180)];
  if ((north === undefined) !== (east === undefined)) throw refuse('invalid-coordinates');
  const nowhere = north === undefined || east === undefined || (north === 0 && east === 0);
  if (text === '' && nowhere) return undefined;
  return { ...(text === '' ? {} : { text }), ...(nowhere ? {} : { latitude: north, longitude: east }) };
}

function degrees(text: string, most: number): number | undefined {
  if (text === '') return undefined;
  const value = /^-?\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(Math.abs(value) <= most)) throw refuse('invalid-coordinates');
  return value;
}
