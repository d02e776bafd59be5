import { LOG_START, type LogPosition } from '#event-store';
import type { DeadlineHealth, DeadlineWatch } from '#deadlines';
import type { ProcessRunner } from '#processes';
import type { Lag, RunnerHealth } from '#read-store';
import type { NoticeCourier } from '#supervision';
import type { Projecting } from './projections.js';
import type { Rounds } from './rounds.js';

/** How those who follow the log are doing, as the health page shows it. */
export interface WorkerHealth {
  readonly keepsUp: boolean;
  /** Without a lag when what folds them is gone. */
  readonly readModels: Pick<RunnerHealth, 'state' | 'position' | 'rebuilding'> & { readonly lag?: Lag };
  /** By name. */
  readonly processes: Readonly<Record<string, { readonly state: string; readonly position: string }>>;
  readonly deadlines: DeadlineHealth;
}

/** Read models further behind than this mislead whoever reads them. */
const MOST_LAG_SECONDS = 60;
const ENDED: ReadonlySet<string> = new Set(['not-started', 'stopped', 'closed']);

/** Those who follow the log. */
export interface Followers {
  readonly projections: Projecting;
  readonly processes: ProcessRunner;
  readonly deadlines: DeadlineWatch;
  /** Carries notices out. */
  readonly courier: NoticeCourier;
  /** Looks for silent cases. */
  readonly silence: Rounds;
}

/** What follows the log: read models, and processes that answer events with commands. */
export class Worker {
  private isStarted = false;

  private readonly projections: Projecting;
  private readonly processes: ProcessRunner;
  readonly deadlines: DeadlineWatch;

  constructor(private readonly followers: Followers) {
    ({ projections: this.projections, processes: this.processes, deadlines: this.deadlines } = followers);
  }

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.projections.start();
    this.processes.start();
    this.deadlines.start();
    this.followers.courier.start();
    this.followers.silence.start();
  }

  /** No process and no deadline sends a command afterwards; the read models go on until their room is closed. */
  async stop(): Promise<void> {
    const { deadlines, silence, processes, courier } = this.followers;
    await Promise.all([deadlines, silence, processes, courier].map((each) => each.stop()));
  }

  /** Whether every process has seen the log up to here. */
  hasFollowedTo(position: LogPosition): boolean {
    const followers = Object.values(this.processes.health());
    return followers.every(({ position: at }) => (at === 'start' ? LOG_START : at) >= position);
  }

  /** @throws the error that has stopped the read models or a process */
  throwIfStopped(): void {
    const followers = [this.projections.health(), ...Object.values(this.processes.health())];
    const stopped = followers.find(({ state }) => state === 'stopped');
    if (stopped) throw stopped.error ?? new Error('what follows the log has stopped');
  }

  async health(): Promise<WorkerHealth> {
    const lag = await this.projections.lag().catch(() => undefined);
    const { state, position, rebuilding } = this.projections.health();
    const followers = Object.entries(this.processes.health()).map(([name, follower]) => [
      name,
      { state: follower.state, position: follower.position },
    ]);
    const processes = Object.fromEntries(followers) as WorkerHealth['processes'];
    const states = [state, ...Object.values(processes).map((follower) => follower.state)];
    return {
      keepsUp:
        lag !== undefined && lag.seconds <= MOST_LAG_SECONDS && !states.some((each) => ENDED.has(each)),
      readModels: { state, position, ...(lag && { lag }), ...(rebuilding && { rebuilding }) },
      processes,
      deadlines: await this.deadlines.health(),
    };
  }
}
