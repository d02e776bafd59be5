import { setImmediate as nextTurn } from 'node:timers/promises';

const LARGEST = 1_000;

/** Cuts work into batches that each hold the event loop for a few milliseconds, learning the size from the time taken. */
export class Pace {
  private size = 64;

  /** How long one batch may hold the event loop, in milliseconds; a batch of one may take longer. */
  constructor(private readonly longest: number) {}

  /** Hands over the items batch by batch, with a turn of the event loop after each. */
  async inBatches<Item>(
    items: readonly Item[],
    work: (batch: readonly Item[], last: boolean) => Promise<void>,
  ): Promise<void> {
    let from = 0;
    do {
      const batch = items.slice(from, from + this.size);
      from += batch.length;
      const began = performance.now();
      await work(batch, from >= items.length);
      this.learn(batch.length, performance.now() - began);
      await nextTurn();
    } while (from < items.length);
  }

  private learn(length: number, ms: number): void {
    if (ms > this.longest) this.size = Math.max(1, Math.floor(this.size / 2));
    else if (length === this.size && ms < this.longest / 2) this.size = Math.min(LARGEST, this.size * 2);
  }
}
