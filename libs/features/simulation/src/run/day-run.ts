import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { DecideCase } from '#cases/messages';
import { Rejection } from '#kernel';
import type { AcceleratedClock } from '../accelerated-clock.js';
import type { PlannedStep } from '../plan/case-script.js';
import type { SimulationPlan } from '../plan/day-plan.js';
import { stepMeta } from './ids.js';

/** Commands on their way at once. */
const IN_FLIGHT = 64;
/** Simulated time never runs further ahead of a command that is still on its way. */
const SLACK_MS = 10 * 60_000;
/** Longest wait on the machine before it is looked again, in milliseconds. */
const LOOK_EVERY = 20;

export interface DayRunOptions {
  readonly commands: CommandBus;
  readonly clock: AcceleratedClock;
  readonly signal?: AbortSignal;
  readonly onStep?: (taken: number) => void;
}

/** What came of the plan's commands. */
export interface StepCounts {
  readonly sent: number;
  /** Not sent, since an earlier step of the same case was refused. */
  readonly dropped: number;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Gives every command in its time, each case in its own order, and lets the clock run no further than the work has come. */
export class DayRun {
  private sent = 0;
  private dropped = 0;
  private readonly refused: Record<string, number> = {};
  /** Planned time of each command on its way. */
  private readonly underWay = new Map<Promise<void>, number>();
  /** The last command of each matter. */
  private readonly turns = new Map<string, Promise<void>>();
  private readonly places = new Map<string, number>();
  private readonly stuck = new Set<string>();
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly plan: SimulationPlan,
    private readonly options: DayRunOptions,
  ) {}

  async run(): Promise<StepCounts> {
    for (const step of this.plan.steps) {
      await this.reach(step.at);
      if (this.underWay.size >= IN_FLIGHT) await Promise.race(this.underWay.keys());
      if (this.hasEnded()) break;
      this.begin(step);
    }
    await Promise.all(this.underWay.keys());
    if (this.failure) throw this.failure.error;
    if (!this.options.signal?.aborted) await this.reach(this.plan.end);
    return { sent: this.sent, dropped: this.dropped, refused: this.refused };
  }

  private async reach(time: number): Promise<void> {
    const { clock } = this.options;
    while (!this.hasEnded()) {
      clock.runUntil(Math.min(time, Math.min(...this.underWay.values()) + SLACK_MS));
      const left = clock.machineTimeFor(time - clock.now());
      if (left <= 0) return;
      await sleep(Math.min(left, LOOK_EVERY));
    }
  }

  private hasEnded(): boolean {
    return this.failure !== undefined || this.options.signal?.aborted === true;
  }

  private begin(step: PlannedStep): void {
    const place = this.places.get(step.caseId) ?? 0;
    this.places.set(step.caseId, place + 1);
    const before = this.turns.get(step.matter) ?? Promise.resolve();
    const turn = before
      .then(() => this.take(step, place))
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.underWay.delete(turn));
    this.turns.set(step.matter, turn);
    this.underWay.set(turn, step.at);
  }

  /** A refused step ends what its case was to do today: others have taken it further, or the clock has. */
  private async take({ caseId, command, by }: PlannedStep, place: number): Promise<void> {
    if (this.stuck.has(caseId)) {
      this.dropped += 1;
      return;
    }
    try {
      this.sent += 1;
      await this.options.commands.execute(new DecideCase(caseId, command, stepMeta(caseId, place, by)));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const { code } = error as Rejection;
      this.refused[code] = (this.refused[code] ?? 0) + 1;
      this.stuck.add(caseId);
    } finally {
      this.options.onStep?.(this.sent + this.dropped);
    }
  }
}
