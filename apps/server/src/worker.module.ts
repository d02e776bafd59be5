import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { caseProcesses, CaseOpenDeadlines } from '#cases';
import { AlarmClock, AlarmClockModule, DeadlineWatch } from '#deadlines';
import type { Bilingual } from '#kernel';
import { ProcessRunner } from '#processes';
import { NoticeCourier, SilenceWatch, SupervisionModule, supervisionProcesses } from '#supervision';
import { firingThrough } from './firing.js';
import type { Rooms } from './rooms.js';
import { Rounds } from './rounds.js';
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
    const { runner, store, checkpoints, clock, views, whenAdvanced, log } = rooms;
    const open = new CaseOpenDeadlines(views);
    const redis = redisUrl === undefined ? {} : { redis: { url: redisUrl } };
    const worker = {
      provide: Worker,
      inject: [CommandBus, AlarmClock, NoticeCourier, SilenceWatch],
      useFactory: (
        bus: CommandBus,
        alarmClock: AlarmClock,
        courier: NoticeCourier,
        silence: SilenceWatch,
      ) => {
        const dispatch = (command: ICommand) => bus.execute(command);
        const fire = firingThrough(dispatch);
        const sweepEvery = sweepSeconds * 1_000;
        const deadlines = new DeadlineWatch({ open, fire, clock, alarmClock, sweepEvery, tell });
        whenAdvanced(() => deadlines.nudge());
        const processes = [...caseProcesses, ...supervisionProcesses];
        return new Worker({
          projections: runner,
          processes: new ProcessRunner(store, checkpoints, processes, dispatch),
          deadlines,
          courier,
          silence: new Rounds(() => silence.pass(clock.now()), log),
        });
      },
    };
    const alarms = AlarmClockModule.over({ open, clock, tell, ...redis });
    return {
      module: WorkerModule,
      global: true,
      imports: [alarms, SupervisionModule],
      providers: [worker],
      exports: [worker],
    };
  }
}
