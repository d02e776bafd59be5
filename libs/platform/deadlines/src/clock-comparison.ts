import { setTimeout as sleep } from 'node:timers/promises';
import type { TimeReference } from './alarm-clock.js';
import type { TrustedClock } from './trusted-clock.js';

/** Further apart, and the time of this process is not to be trusted with alarms. */
export const MOST_APART_MS = 2_000;
const SAMPLES = 5;
/** An answer that took longer says too little. */
const LONGEST_ANSWER_MS = 500;
const LOOK_EVERY_MS = 1_000;
/** Without an answer in this time the process's clock is all there is. */
const FIRST_WITHIN_MS = 3_000;
const FIRST_PAUSE_MS = 50;

export interface ComparisonOptions {
  readonly clock: TrustedClock;
  readonly references: readonly TimeReference[];
  /** Milliseconds between two comparisons. */
  readonly every: number;
  /** After each comparison; `undefined` while there was none. */
  readonly onCompared: (skew: Skew) => void;
}

export interface Skew {
  /** Largest distance of another clock from the process's, in milliseconds; positive: the process is behind. */
  readonly ms: number;
  readonly isApart: boolean;
}

interface Offset {
  readonly ms: number;
  readonly unsure: number;
}

/** Compares the process's clock with others: at the start, now and then, and when it was seen to jump. */
export class ClockComparison {
  private timer: NodeJS.Timeout | undefined;
  private comparedAt = Number.NEGATIVE_INFINITY;
  private found: Skew | undefined;
  private isStopped = false;

  constructor(private readonly options: ComparisonOptions) {}

  /** Resolves after the first comparison, or when none of the other clocks answers in time. */
  async start(): Promise<void> {
    if (this.options.references.length === 0) return;
    const until = performance.now() + FIRST_WITHIN_MS;
    await this.compare();
    while (!this.found && !this.isStopped && performance.now() < until) {
      await sleep(FIRST_PAUSE_MS, undefined, { ref: false });
      await this.compare();
    }
    if (!this.isStopped) this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  /** Undefined while there was nothing to compare with. */
  skew(): Skew | undefined {
    return this.found;
  }

  /** Once more when the process's clock was set meanwhile. */
  async compare(attempts = 3): Promise<void> {
    const { clock, references, onCompared } = this.options;
    const before = clock.read();
    const measured = await Promise.all(references.map((reference) => this.offsetOf(reference)));
    const offsets = measured.filter((offset) => offset !== undefined);
    if (offsets.length === 0) return;
    this.comparedAt = performance.now();
    clock.correct(correctionFor(offsets), before);
    const ms = offsets.map((offset) => offset.ms).reduce((worst, each) => (far(each, worst) ? each : worst));
    this.found = { ms, isApart: Math.abs(ms) > MOST_APART_MS };
    onCompared(this.found);
    if (clock.hasJumped() && attempts > 1) await this.compare(attempts - 1);
  }

  private async look(): Promise<void> {
    const isTime = performance.now() - this.comparedAt >= this.options.every;
    if (isTime || this.options.clock.hasJumped()) await this.compare();
  }

  /** From the quickest of a few answers; undefined without one. */
  private async offsetOf({ now }: TimeReference): Promise<Offset | undefined> {
    let best: Offset | undefined;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const { own } = this.options.clock.read();
      const asked = performance.now();
      const other = await now().catch(() => undefined);
      const took = performance.now() - asked;
      if (other === undefined || took > LONGEST_ANSWER_MS) return best;
      const unsure = took / 2 + 1;
      if (!best || unsure < best.unsure) best = { ms: other - (own + took / 2), unsure };
    }
    return best;
  }
}

/** The middle of all clocks, of two the one that is behind: late is better than early. */
function correctionFor(offsets: readonly Offset[]): number {
  const own = { ms: 0, unsure: 0 };
  const sorted = [own, ...offsets].toSorted((one, other) => one.ms - other.ms);
  const { ms, unsure } = sorted[Math.floor((sorted.length - 1) / 2)] ?? own;
  return Math.abs(ms) <= unsure ? 0 : ms - unsure;
}

function far(one: number, other: number): boolean {
  return Math.abs(one) > Math.abs(other);
}
