import type { BenchDesk } from './case-desk.js';
import { LOG_START } from '#event-store';
import { measureBareRebuild } from './floors.bench.js';
import { rate } from './timing.js';

/** Events per second through the store's decoding, page by page; nothing is done with them. */
export async function measureReplay({ store }: BenchDesk): Promise<number> {
  const started = performance.now();
  let events = 0;
  for (let from = LOG_START; ;) {
    const page = await store.readAll({ from, limit: 5_000 });
    events += page.events.length;
    from = page.position;
    if (page.atHead) return rate(events, performance.now() - started);
  }
}

/** Events per second of a rebuild of all read models, beside its floor on the same log. */
export async function measureRebuild(
  { runner, store }: BenchDesk,
  parent: string,
): Promise<{ readonly perSecond: number; readonly floor: number }> {
  const started = performance.now();
  let events = 0;
  await runner.rebuild((progress) => {
    events = progress.events;
  });
  const perSecond = rate(events, performance.now() - started);
  return { perSecond, floor: await measureBareRebuild(store, parent) };
}
