import { Clock } from '#kernel';

/** A step of the process's clock that is more than drift. */
const JUMP_MS = 250;

/** What a comparison with other clocks has found. */
export interface Correction {
  /** Milliseconds to add to the process's clock. */
  readonly by: number;
}

/**
 * The time that decides whether something is due: the process's own, corrected by comparison with other clocks. Between
 * two comparisons a forward jump of the process's clock is not believed. Without anything to compare with it is the
 * process's clock, unchanged.
 */
export class TrustedClock extends Clock {
  private correction = 0;
  private anchor: { readonly trusted: number; readonly monotonic: number } | undefined;

  constructor(
    private readonly own: Clock,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    super();
  }

  now(): number {
    const time = this.own.now() + this.correction;
    return this.hasJumped() ? Math.min(time, this.expected()) : time;
  }

  /** What this process takes the time for, right or wrong. */
  ownNow(): number {
    return this.own.now();
  }

  /** Whether the process's clock has been set since the last comparison, or the machine has slept. */
  hasJumped(): boolean {
    if (!this.anchor) return false;
    return Math.abs(this.own.now() + this.correction - this.expected()) > JUMP_MS;
  }

  correct({ by }: Correction): void {
    this.correction = by;
    this.anchor = { trusted: this.own.now() + by, monotonic: this.monotonic() };
  }

  private expected(): number {
    if (!this.anchor) return this.own.now();
    return this.anchor.trusted + this.monotonic() - this.anchor.monotonic;
  }
}
