import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { caseProcesses, CaseOpenDeadlines } from '#cases';
import { AlarmClock, AlarmClockModule, DeadlineWatch } from '#deadlines';
import type { Bilingual } from '#kernel';
import { ProcessRunner } from '#processes';
import { firingThrough } from './firing.js';
import type { Rooms } from './rooms.js';
import { Worker } from './worker.js';

export interface WorkerSettings {
  /** Absent: alarms are kept in this process. */
  readonly redisUrl?: string | undefined;
  readonly sweepSeconds?: number | undefined;
  readonly tell?: (news: Bilingual) => void;
}

/** The role of the one who follows the log: projections, processes and deadlines. */
@Module({})
export class WorkerModule {
  static of(rooms: Rooms, { redisUrl, sweepSeconds = 5, tell = () => {} }: WorkerSettings): DynamicModule {
    const { runner, store, checkpoints, clock, views, whenAdvanced } = rooms;
    const open = new CaseOpenDeadlines(views);
    const redis = redisUrl === undefined ? {} : { redis: { url: redisUrl } };
    const worker = {
      provide: Worker,
      inject: [CommandBus, AlarmClock],
      useFactory: (bus: CommandBus, alarmClock: AlarmClock) => {
        const dispatch = (command: ICommand) => bus.execute(command);
        const fire = firingThrough(dispatch);
        const sweepEvery = sweepSeconds * 1_000;
        const deadlines = new DeadlineWatch({ open, fire, clock, alarmClock, sweepEvery, tell });
        whenAdvanced(() => deadlines.nudge());
        return new Worker(runner, new ProcessRunner(store, checkpoints, caseProcesses, dispatch), deadlines);
      },
    };
    const alarms = AlarmClockModule.over({ open, clock, tell, ...redis });
    return { module: WorkerModule, global: true, imports: [alarms], providers: [worker], exports: [worker] };
  }
}
