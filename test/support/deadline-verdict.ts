import { expect } from '@jest/globals';
import type { ArmedAlarm } from '#deadlines';
import { LOG_START, type EventStore } from '#event-store';
import { TYPES } from './deadline-ledger.js';
import { allFired, SWEEP_EVERY, type Scene } from './deadline-scene.js';

/** How slow a busy machine may be at what takes no time, in milliseconds. */
const PATIENCE = 4_000;

/** What the log says in the end. */
interface Verdict {
  readonly armed: number;
  readonly fired: number;
  /** Armings that fired not at all, or more than once. */
  readonly notOnce: readonly string[];
  readonly early: readonly string[];
  readonly worstMs: number;
}

export async function verdictOn(store: EventStore): Promise<Verdict> {
  const armed = new Map<string, number>();
  const firings: { readonly key: string; readonly firedAt: number }[] = [];
  let position = LOG_START;
  for (let atHead = false; !atHead;) {
    const page = await store.readAll({ from: position, filter: { types: TYPES } });
    for (const { stream, type, data } of page.events) {
      const { name, version, at, firedAt } = data as ArmedAlarm & { readonly firedAt: number };
      const key = `${stream} ${name} ${version}`;
      if (type === 'DeadlineFired') firings.push({ key, firedAt });
      else if (name !== 'note') armed.set(key, at);
    }
    ({ position, atHead } = page);
  }
  const lateness = firings.map(({ key, firedAt }) => firedAt - (armed.get(key) ?? Number.NaN));
  const times = Map.groupBy(firings, ({ key }) => key);
  return {
    armed: armed.size,
    fired: firings.length,
    notOnce: [...armed.keys()].filter((key) => times.get(key)?.length !== 1),
    early: firings.filter((_, index) => !((lateness[index] ?? -1) >= 0)).map(({ key }) => key),
    worstMs: lateness.reduce((worst, late) => Math.max(worst, late), 0),
  };
}

/** Waits for the last of them, and judges all that were ever armed. */
export async function expectAllOnce({ ledger }: Scene, last: number): Promise<void> {
  await allFired(ledger, last);
  const { armed, fired, notOnce, early, worstMs } = await verdictOn(ledger.store);
  expect({ notOnce, early, fired }).toEqual({ notOnce: [], early: [], fired: armed });
  expect(worstMs).toBeLessThan(SWEEP_EVERY + PATIENCE);
}
