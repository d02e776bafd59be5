export const DAY_MS = 86_400_000;

/** Day number of a local date `2026-10-01`: days since 1970-01-01. NaN for what is no date. */
export function dayNumberOf(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || dateOf(time / DAY_MS) !== date ? Number.NaN : time / DAY_MS;
}

export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Monday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}
