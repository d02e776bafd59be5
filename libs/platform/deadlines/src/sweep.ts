import type { Clock } from '#kernel';
import type { Firing } from './firing.js';
import type { ArmedAlarm, Lane, OpenDeadlines } from './open-deadlines.js';
import { inSlices } from './slices.js';

const PAGE = 512;
/** Left to the alarm clock, which is about to ring them. */
const LONGEST_GRACE_MS = 250;

export interface SweepOptions {
  readonly open: OpenDeadlines;
  readonly firing: Firing;
  readonly clock: Clock;
  /** Milliseconds from one sweep to the next: nothing that is visible is later than this, whatever the alarm clock does. */
  readonly every: number;
  /** A sweep could not do its work; the next one tries again. */
  readonly onFailed: (error: Error) => void;
}

/** Goes through all that is due and still armed, and fires what no alarm rang for. */
export class Sweep {
  private running: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private readonly grace: number;

  constructor(private readonly options: SweepOptions) {
    this.grace = Math.min(LONGEST_GRACE_MS, options.every / 4);
  }

  /** Begins with what is overdue already. */
  start(): void {
    this.stopping = false;
    void this.round('catch-up', 0);
  }

  /** One sweep over everything that is due now, after the one that is under way. */
  now(lane: Lane = 'sweep', grace = 0): Promise<void> {
    const turn = this.running.then(() => this.pass(lane, grace));
    this.running = turn.catch(() => undefined);
    return turn;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async round(lane: Lane, grace: number): Promise<void> {
    const began = performance.now();
    await this.now(lane, grace).catch(this.options.onFailed);
    if (this.stopping) return;
    const wait = this.options.every - this.grace - (performance.now() - began);
    this.timer = setTimeout(() => void this.round('sweep', this.grace), Math.max(0, wait)).unref();
  }

  /** @throws the first error, after everything that could be decided was decided */
  private async pass(lane: Lane, grace: number): Promise<void> {
    const { open, firing, clock } = this.options;
    const until = clock.now() - grace + 1;
    const errors: unknown[] = [];
    let last: ArmedAlarm | undefined;
    do {
      const page = await open.page({ until, limit: PAGE, ...(last && { after: last }) });
      const missed = page.filter((alarm) => !firing.isInHand(alarm));
      const { done, failed } = await inSlices(
        missed,
        (alarm) => firing.ring(alarm, lane),
        () => this.stopping,
      );
      errors.push(...failed);
      if (done === 0 && failed.length > 0) break;
      last = page.length < PAGE ? undefined : page.at(-1);
    } while (last && !this.stopping);
    if (errors.length > 0) throw errors[0];
  }
}
