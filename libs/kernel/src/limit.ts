/**
 * How long something may take. Hours and days are counted in a calendar: working time only, or all of it. `same-day`
 * is the close of the working day on which it starts; `until` is a moment that somebody has named.
 */
export type Limit =
  | {
      readonly unit: 'elapsed-seconds' | 'elapsed-hours' | 'working-hours' | 'working-days';
      /** Greater than 0; may be a fraction. */
      readonly amount: number;
      /** Counts from the start of the local day after the event, not from the event itself (自次日起算). */
      readonly from?: 'next-day';
    }
  | { readonly unit: 'same-day' }
  /** ISO 8601 with zone. */
  | { readonly unit: 'until'; readonly at: string };

/** What is left of a limit while its clock stands: milliseconds, or working days as a fraction. */
export type Remaining =
  | { readonly unit: 'elapsed' | 'working'; readonly milliseconds: number }
  | { readonly unit: 'working-days'; readonly days: number };

/** Minutes since local midnight, from and to: `[540, 720]` is 9:00 to 12:00. */
export type WorkInterval = readonly [from: number, to: number];

/** A date that is not what its weekday says: a holiday, a make-up working day, a half day, a market day. */
export interface SpecialDay {
  readonly name: { readonly en: string; readonly zh: string };
  /** Empty: a day off. */
  readonly intervals: readonly WorkInterval[];
}

/** The working time of a unit or of the country, one version of it. Plain JSON: it is stored as it is. */
export interface WorkCalendar {
  /** `cn`, or the unit's id. */
  readonly id: string;
  readonly version: number;
  /** IANA name. */
  readonly zone: string;
  /** Monday first, seven entries; ordered, not overlapping; empty: a day off. Some day of the week has working time. */
  readonly week: readonly (readonly WorkInterval[])[];
  /** By local date `2026-10-01`. */
  readonly days: Readonly<Record<string, SpecialDay>>;
  /** Last local date whose holidays are known; a due date after it is provisional. */
  readonly coverageUntil: string;
}

/** Which calendar, and which version of it, a date was computed with. */
export interface CalendarRef {
  readonly id: string;
  readonly version: number;
}

/** All calendars as they stand: what a decision computes its dates with. */
export interface CalendarBook {
  /** The calendar in force for a unit with this path from the root: its own, or the nearest above that has one. */
  for(path: readonly string[]): WorkCalendar;
  /** A version that dates were computed with once. */
  at(ref: CalendarRef): WorkCalendar | undefined;
}
