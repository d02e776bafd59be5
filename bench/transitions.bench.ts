import { openDesk } from './case-desk.js';
import { lives } from './lives.js';
import { load, percentile, rate } from './timing.js';

export interface Transitions {
  readonly clients: number;
  readonly perSecond: number;
  readonly p99: number;
}

/** Load, authorise, decide, seal, append with fsync, through the command bus; no projections, no HTTP. */
export async function measureTransitions(
  folder: string,
  clients: number,
  seconds: number,
): Promise<Transitions> {
  const desk = await openDesk(folder);
  const walk = () => {
    const next = lives();
    return () => desk.bus.execute(next());
  };
  await load(clients, 1_000, walk);
  const { steps, elapsed, latencies } = await load(clients, seconds * 1_000, walk);
  await desk.close();
  return { clients, perSecond: rate(steps, elapsed), p99: percentile(latencies, 0.99) };
}
