import type { Lane } from './open-deadlines.js';

/** Upper ends of the classes, in milliseconds. */
export const LATENESS_UP_TO = [
  10,
  50,
  250,
  1_000,
  5_000,
  60_000,
  3_600_000,
  Number.POSITIVE_INFINITY,
] as const;

/** How late the alarms of one lane were fired. */
export interface LatenessOfLane {
  readonly fired: number;
  readonly worstMs: number;
  /** Beside `LATENESS_UP_TO`, each class without those below it. */
  readonly counts: readonly number[];
}

export type Lateness = Readonly<Record<Lane, LatenessOfLane>>;

/** A histogram for each lane. */
export class LatenessBook {
  private readonly lanes = { alarm: noneYet(), sweep: noneYet(), 'catch-up': noneYet() };

  record(lane: Lane, lateMs: number): void {
    const book = this.lanes[lane];
    const index = LATENESS_UP_TO.findIndex((end) => lateMs <= end);
    book.fired += 1;
    book.worstMs = Math.max(book.worstMs, lateMs);
    book.counts[index] = (book.counts[index] ?? 0) + 1;
  }

  read(): Lateness {
    return structuredClone(this.lanes);
  }
}

function noneYet(): { fired: number; worstMs: number; counts: number[] } {
  return { fired: 0, worstMs: 0, counts: LATENESS_UP_TO.map(() => 0) };
}
