import { CommandBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '#event-store';
import { startInMemory, type InMemoryServer } from '#server';
import { AcceleratedClock, planOf, simulate, type SimulationReport } from '#simulation';

/** A hundredth of the county and a day of its cases, in a few seconds. */
const WISH = {
  seed: 'county',
  scale: 0.01,
  cases: 120,
  days: 1,
  start: Date.parse('2026-03-02T00:00:00+08:00'),
};
const A_DAY_IN_SECONDS = 8;

interface Day {
  readonly server: InMemoryServer;
  readonly report: SimulationReport;
}

let [one, other]: Day[] = [];
beforeAll(async () => {
  one = await day();
  other = await day();
});
afterAll(() => Promise.all([one?.server.stop(), other?.server.stop()]));

describe('living a simulated day', () => {
  it('loses no case: what came is closed, rejected, withdrawn, merged or still open', () => {
    expect(one?.report.flaws).toEqual([]);
    const [books] = one?.report.days ?? [];
    expect(books?.opening).toBe(0);
    expect(books?.moves.reported).toBe(WISH.cases);
    for (const end of ['closed', 'rejected', 'withdrawn', 'merged'] as const)
      expect(books?.moves[end]).toBeGreaterThan(0);
    expect(books?.open).toBeGreaterThan(0);
  });

  it('accounts for every deadline that was armed', () => {
    const { armed, fates } = one?.report.deadlines ?? { armed: 0, fates: {} };
    expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(armed);
    expect(armed).toBeGreaterThan(WISH.cases);
    expect(fates).toMatchObject({ fired: expect.any(Number), ended: expect.any(Number) });
  });

  it('is the same plan, the same cases and the same deeds for the same seed', async () => {
    expect(planOf(WISH)).toEqual(planOf(WISH));
    expect(planOf({ ...WISH, seed: 'another' }).steps).not.toEqual(planOf(WISH).steps);
    expect(await deedsIn(one?.server.store)).toEqual(await deedsIn(other?.server.store));
  });
});

async function day(): Promise<Day> {
  const clock = new AcceleratedClock(WISH.start, 86_400 / A_DAY_IN_SECONDS);
  const server = await startInMemory({ clock });
  const { app, store, settled } = server;
  const report = await simulate(planOf(WISH), { commands: app.get(CommandBus), store, clock, settled });
  return { server, report };
}

/**
 * What people have done to each case, in its order. The engine's own answers to it come and go by the clock, and so do
 * times; boxes and receipts are sealed under keys of their own.
 */
async function deedsIn(store: EventStore | undefined): Promise<Readonly<Record<string, unknown[]>>> {
  const page = await store?.readAll({ limit: 100_000, filter: { streamPrefixes: ['case-'] } });
  const deeds: Record<string, unknown[]> = {};
  for (const event of page?.events ?? []) {
    if (event.actor.role === 'process' || BY_THE_CLOCK.has(event.type)) continue;
    (deeds[event.stream] ??= []).push(deedOf(event));
  }
  return deeds;
}

const BY_THE_CLOCK = new Set(['DeadlineMoved', 'ClockPaused', 'ClockResumed']);
const ITS_OWN = new Set(['box', 'receiptHash', 'deadlines']);

function deedOf({ type, actor, commandId, data }: StoredEvent): unknown {
  const told = JSON.stringify(data, (key, value: unknown) => {
    if (ITS_OWN.has(key)) return undefined;
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'a time' : value;
  });
  return { type, actor, commandId, data: JSON.parse(told) as unknown };
}
