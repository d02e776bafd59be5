import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ApiModule } from './api.module.js';
import { RoomsModule, type Rooms } from './rooms.js';
import { WorkerModule, type WorkerSettings } from './worker.module.js';

/** Both roles in one process: the embedded service. */
@Module({})
export class AppModule {
  static over(rooms: Rooms, settings: WorkerSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [RoomsModule.of(rooms), CqrsModule.forRoot(), ApiModule, WorkerModule.of(rooms, settings)],
    };
  }
}
