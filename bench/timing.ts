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
