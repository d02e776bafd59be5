import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import type { EventStore } from '#event-store';
import type { AcceleratedClock } from '../accelerated-clock.js';
import { addsUp } from '../domain/conservation.js';
import { simulationPlanOf, type SimulationPlan, type SimulationWish } from '../plan/day-plan.js';
import { refuse } from '../refusals.js';
import { settleCounty } from './county-settling.js';
import { DayRun, type StepCounts } from './day-run.js';
import { simulatedCaseId } from './ids.js';
import { auditOf, eventsIn, type Audit } from './log-audit.js';

/** What a simulation works on: an engine that stands by this clock, and has nothing in its log yet. */
export interface SimulatedEngine {
  readonly commands: CommandBus;
  readonly store: EventStore;
  readonly clock: AcceleratedClock;
  /** Sets read models, processes and alarms going, and resolves when they have nothing left to do. */
  readonly settled: () => Promise<void>;
}

export interface SimulationWatch {
  readonly onSettled?: (done: number, total: number) => void;
  readonly onStep?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** How long the machine waits after the last day for alarms that have not rung yet, in milliseconds; default 30,000. */
  readonly patience?: number;
}

export interface SimulationReport extends Audit {
  readonly units: number;
  readonly people: number;
  readonly households: number;
  readonly steps: StepCounts;
  /** What does not add up; empty when everything does. */
  readonly flaws: readonly string[];
}

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 30_000;

/** The plan that this wish always is. */
export function planOf(wish: SimulationWish): SimulationPlan {
  return simulationPlanOf(wish, (index) => simulatedCaseId(wish.seed, index));
}

/** Settles the county, lives its days and does the books. @throws Rejection `log-not-empty` */
export async function simulate(
  plan: SimulationPlan,
  engine: SimulatedEngine,
  watch: SimulationWatch = {},
): Promise<SimulationReport> {
  const { commands, store, clock } = engine;
  const { county, steps: planned } = plan;
  if (await holdsCases(store)) throw refuse('log-not-empty');
  const total = county.units.length + county.seats.length;
  let done = 0;
  await settleCounty(county, commands, () => watch.onSettled?.((done += 1), total));
  await engine.settled();
  const { signal, onStep } = watch;
  const run = new DayRun(plan, {
    commands,
    clock,
    ...(signal && { signal }),
    onStep: (taken) => onStep?.(taken, planned.length),
  });
  const steps = await run.run();
  const audit = await auditWhenQuiet(plan, engine, watch);
  const households = county.neighbourhoods.reduce((sum, place) => sum + place.households, 0);
  const figures = { units: county.units.length, people: county.seats.length, households };
  return { ...figures, steps, ...audit, flaws: flawsOf(audit) };
}

/** Alarms that were due until the end may take the machine a moment; what then has not rung is missing. */
async function auditWhenQuiet(
  { start, end }: SimulationPlan,
  { store, clock, settled }: SimulatedEngine,
  { patience = PATIENCE_MS, signal }: SimulationWatch,
): Promise<Audit> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    await settled();
    const audit = await auditOf(store, start, Math.min(end, clock.now()));
    if (audit.deadlines.flaws.length === 0 || performance.now() > giveUpAt || signal?.aborted) return audit;
    await sleep(LOOK_EVERY_MS);
  }
}

async function holdsCases(store: EventStore): Promise<boolean> {
  const first = await eventsIn(store, ['case-', 'units-']).next();
  return first.done !== true;
}

function flawsOf({ days, deadlines, byState }: Audit): readonly string[] {
  const { armed, fates } = deadlines;
  const accounted = Object.values(fates).reduce((sum, count) => sum + count, 0);
  const reported = days.reduce((sum, { moves }) => sum + moves.reported, 0);
  const standing = Object.values(byState).reduce((sum, count) => sum + count, 0);
  return [
    ...days.flatMap((books, day) =>
      addsUp(books) ? [] : [`the cases of day ${day + 1} do not add up: ${JSON.stringify(books)}`],
    ),
    ...(standing === reported ? [] : [`${reported} cases were reported, ${standing} are there`]),
    ...(accounted === armed ? [] : [`${armed} deadlines were armed, ${accounted} are accounted for`]),
    ...deadlines.flaws,
  ];
}
