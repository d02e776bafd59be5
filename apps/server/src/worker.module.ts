import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { caseProcesses } from '#cases';
import { ProcessRunner } from '#processes';
import type { Rooms } from './rooms.js';
import { Worker } from './worker.js';

/** The role of the one who follows the log: projections and processes. */
@Module({})
export class WorkerModule {
  static of({ runner, store, checkpoints }: Rooms): DynamicModule {
    const worker = {
      provide: Worker,
      inject: [CommandBus],
      useFactory: (bus: CommandBus) => {
        const dispatch = (command: ICommand) => bus.execute(command);
        return new Worker(runner, new ProcessRunner(store, checkpoints, caseProcesses, dispatch));
      },
    };
    return { module: WorkerModule, global: true, providers: [worker], exports: [worker] };
  }
}
