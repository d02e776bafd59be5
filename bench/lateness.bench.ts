import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchDesk } from './case-desk.js';
import { withoutLimits } from './catalogues.js';
import { given, lives } from './lives.js';
import { percentile } from './timing.js';
import { openWatchedDesk } from './watched-desk.js';

const SPREAD_MS = 10_000;
/** Time to set them all before the first rings. */
const AHEAD_MS = 5_000;

export interface Lateness {
  /** Milliseconds between the moment a limit ends and the moment its firing is on the disk. */
  readonly p50: number;
  readonly p99: number;
}

/** So many cases whose dates lie in the next ten seconds, watched as the service does it. */
export async function measureLateness(
  parent: string,
  deadlines: number,
  redisUrl?: string,
): Promise<Lateness> {
  const late: number[] = [];
  const options = { catalogue: withoutLimits, redisUrl };
  const { desk, watch, close } = await openWatchedDesk(parent, {
    ...options,
    onFired: ({ at }) => void late.push(Date.now() - at),
  });
  watch.start();
  await takeUp(desk, deadlines);
  while (late.length < deadlines) await sleep(50);
  await close();
  return { p50: percentile(late, 0.5), p99: percentile(late, 0.99) };
}

async function takeUp({ bus }: BenchDesk, deadlines: number): Promise<void> {
  const from = Date.now() + AHEAD_MS;
  const one = async (_: unknown, index: number) => {
    const report = lives()();
    await bus.execute(report);
    const due = new Date(from + Math.floor((index * SPREAD_MS) / deadlines)).toISOString();
    const by = { kind: 'system', role: 'import' } as const;
    await bus.execute(given(report.caseId, { type: 'AcceptCase', data: { due } }, by));
  };
  await Promise.all(Array.from({ length: deadlines }, one));
}
