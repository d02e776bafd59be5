import { setTimeout as sleep } from 'node:timers/promises';

/** Per second, rounded. */
export function rate(count: number, milliseconds: number): number {
  return Math.round((count / milliseconds) * 1_000);
}

/** The value below which this part (0–1) of all lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Runs `clients` endless walks at once until the time is over; answers how many steps were done and how long each took. */
export async function load(
  clients: number,
  milliseconds: number,
  walk: (client: number) => () => Promise<unknown>,
): Promise<{ readonly steps: number; readonly elapsed: number; readonly latencies: readonly number[] }> {
  const started = performance.now();
  const latencies: number[] = [];
  const one = async (client: number) => {
    const step = walk(client);
    while (performance.now() - started < milliseconds) {
      const before = performance.now();
      await step();
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  return { steps: latencies.length, elapsed: performance.now() - started, latencies };
}

/**
 * So many steps a second until it is over, whether or not those before have ended; answers how long after its moment
 * each was done, in milliseconds.
 */
export async function openLoop(
  perSecond: number,
  step: (index: number) => Promise<unknown>,
  isOver: () => boolean,
): Promise<readonly number[]> {
  const started = performance.now();
  const done: Promise<number>[] = [];
  for (let index = 0; !isOver(); index += 1) {
    const moment = started + (index * 1_000) / perSecond;
    const wait = moment - performance.now();
    if (wait > 0) await sleep(wait);
    done.push(step(index).then(() => performance.now() - moment));
  }
  return Promise.all(done);
}
