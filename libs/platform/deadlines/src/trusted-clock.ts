import { Clock } from '#kernel';

/** A clock that is being set gently runs this much faster than it should, or slower. */
const SLEW = 0.0005;
/** Further from what was expected, and the clocks have to be compared again. */
const JUMP_MS = 250;

/** What this process takes the time for, right or wrong, beside a clock that nobody can set. */
export interface Reading {
  readonly own: number;
  readonly monotonic: number;
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
    const surplus = this.machineNow() + this.correction - this.expected();
    const time = this.own.now() + this.correction;
    return Math.floor(surplus > this.slewed() ? time - surplus : time);
  }

  override machineTimeAt(time: number): number {
    return this.own.machineTimeAt(time);
  }

  read(): Reading {
    return { own: this.machineNow(), monotonic: this.monotonic() };
  }

  /** Whether the process's clock has been set since the last comparison, or the machine has slept. */
  hasJumped(): boolean {
    if (!this.anchor) return false;
    return Math.abs(this.machineNow() + this.correction - this.expected()) > JUMP_MS;
  }

  /** @param by milliseconds to add to the process's clock, as it was read before it was compared */
  correct(by: number, before: Reading): void {
    this.correction = by;
    this.anchor = { trusted: before.own + by, monotonic: before.monotonic };
  }

  /** What the process takes the machine's time for, right or wrong. */
  private machineNow(): number {
    return this.own.machineTimeAt(this.own.now());
  }

  private slewed(): number {
    return this.anchor ? 1 + (this.monotonic() - this.anchor.monotonic) * SLEW : 0;
  }

  private expected(): number {
    if (!this.anchor) return this.machineNow();
    return this.anchor.trusted + this.monotonic() - this.anchor.monotonic;
  }
}
