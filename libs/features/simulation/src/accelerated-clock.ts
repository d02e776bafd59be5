import { Clock } from '#kernel';

/**
 * A clock that runs faster than the machine's, and only as far as it is allowed to: whoever works by it holds it back when
 * the work falls behind, so that a slow machine takes longer over the same day. It never goes back.
 */
export class AcceleratedClock extends Clock {
  private shown: number;
  private limit: number;
  private lookedAt: number;

  /**
   * @param start where it stands until it is told to run; milliseconds since 1970-01-01T00:00:00Z
   * @param speed milliseconds of its own for each of the machine's: 1440 is a day in a minute
   */
  constructor(
    start: number,
    readonly speed: number,
    private readonly machineTime: () => number = () => performance.now(),
  ) {
    super();
    [this.shown, this.limit] = [start, start];
    this.lookedAt = machineTime();
  }

  now(): number {
    const lookedAt = this.machineTime();
    this.shown = Math.min(this.limit, this.shown + (lookedAt - this.lookedAt) * this.speed);
    this.lookedAt = lookedAt;
    return Math.floor(this.shown);
  }

  /** Lets it run to this moment, where it stands again; an earlier one changes nothing. */
  runUntil(limit: number): void {
    this.now();
    this.limit = Math.max(this.limit, limit);
  }

  override machineTimeAt(time: number): number {
    return Date.now() + this.machineTimeFor(time - this.now());
  }

  /** How long the machine waits for it to go on by so much; milliseconds. */
  machineTimeFor(milliseconds: number): number {
    return milliseconds / this.speed;
  }
}
