/** The time, handed in at the rim: tests own the clock. Milliseconds since 1970-01-01T00:00:00Z. */
export abstract class Clock {
  abstract now(): number;

  /** The machine's own time at which this clock shows that time, for a timer to wake by: the same, but in a simulation. */
  machineTimeAt(time: number): number {
    return time;
  }
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that stands still until it is told to move. */
export class FixedClock extends Clock {
  constructor(private time: number) {
    super();
  }

  now(): number {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}
