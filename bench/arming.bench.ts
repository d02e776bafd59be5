import { starterCatalogue } from '#catalogue/messages';
import { openDesk } from './case-desk.js';
import { withoutLimits } from './catalogues.js';
import { lives } from './lives.js';
import { load, rate } from './timing.js';

const CLIENTS = 50;
/** Short turns, one after the other: what else the machine does takes its share of both. */
const TURN_MS = 1_000;

export interface Arming {
  /** Transitions per second under the starter catalogue, every stage with its limit and its ladder. */
  readonly withLimits: number;
  /** The same lives of cases under a catalogue that knows no limit. */
  readonly without: number;
}

/** What arming costs: whole lives of cases, as in `transitions`, on two desks in turn. */
export async function measureArming(folder: string, seconds: number): Promise<Arming> {
  const desks = await Promise.all(
    [starterCatalogue, withoutLimits].map((catalogue) => openDesk(folder, { catalogue })),
  );
  const walks = desks.map((desk) =>
    Array.from({ length: CLIENTS }, () => {
      const next = lives();
      return () => desk.bus.execute(next());
    }),
  );
  const totals = desks.map(() => ({ steps: 0, elapsed: 0 }));
  for (let turn = -1; turn < seconds; turn += 1) {
    for (const [index, steps] of walks.entries()) {
      const done = await load(CLIENTS, TURN_MS, (client) => steps[client] as () => Promise<unknown>);
      const total = totals[index];
      // The first turn only warms up.
      if (!total || turn < 0) continue;
      total.steps += done.steps;
      total.elapsed += done.elapsed;
    }
  }
  for (const desk of desks) await desk.close();
  const [withLimits = 0, without = 0] = totals.map(({ steps, elapsed }) => rate(steps, elapsed));
  return { withLimits, without };
}
