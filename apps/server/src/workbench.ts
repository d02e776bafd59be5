import { Module, type Abstract, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { starterCatalogue } from '#catalogue/messages';
import type { Settings } from '#config';
import { nestLogger } from '#http';
import { IntakeModule } from '#intake';
import type { RebuildProgress } from '#read-store';
import { createLogger } from '#telemetry';
import { Closing } from './closing.js';
import { featureModules } from './features.js';
import { seedFirstRules } from './first-rules.js';
import { openEmbeddedRooms } from './embedded-rooms.js';
import { RoomsModule, type Rooms } from './rooms.js';
import type { ServerOptions } from './server.js';
import { settled } from './settled.js';
import { WorkerModule, type WorkerSettings } from './worker.module.js';
import { Worker } from './worker.js';

/** The application without its web side, for a command line that writes; nothing follows the log until it is told to. */
export interface Workbench {
  /** A provider by its class, `CommandBus` for one. */
  get<Provider>(token: Type<Provider> | Abstract<Provider>): Provider;
  /** Makes all read models again: after very much was written, several times faster than catching up. */
  rebuild(onProgress?: (progress: RebuildProgress) => void): Promise<void>;
  /** Resolves when read models and processes have done all that was written so far. */
  caughtUp(): Promise<void>;
  /** Resolves when no file of the read models holds a row that was overwritten or deleted. */
  forgetErased(): Promise<void>;
  close(): Promise<void>;
}

/** @throws CannotOpen while a service runs on this data folder */
export async function openWorkbench(settings: Settings, options: ServerOptions = {}): Promise<Workbench> {
  const { log = createLogger(settings), tell = () => {} } = options;
  const closing = new Closing();
  try {
    const rooms = await openEmbeddedRooms(settings, log, closing, tell, options.clock);
    const root = WorkbenchModule.over(rooms, { ...settings, tell });
    const nest = { logger: nestLogger(log), abortOnError: false };
    const context = await NestFactory.createApplicationContext(root, nest);
    closing.after(context, (opened) => opened.close());
    await seedFirstRules(context, starterCatalogue);
    const worker = closing.after(context.get(Worker), (opened) => opened.stop());
    return {
      get: (token) => context.get(token),
      rebuild: (onProgress) => rooms.runner.rebuild(onProgress),
      caughtUp: () => caughtUp(rooms, worker),
      forgetErased: () => rooms.runner.truncateWal(),
      close: () => closing.run(),
    };
  } catch (error) {
    await closing.run().catch(() => {});
    throw error;
  }
}

function caughtUp(rooms: Rooms, worker: Worker): Promise<void> {
  worker.start();
  return settled(rooms, worker);
}

@Module({})
class WorkbenchModule {
  static over(rooms: Rooms, settings: WorkerSettings): DynamicModule {
    const features = [...featureModules, IntakeModule];
    return {
      module: WorkbenchModule,
      imports: [RoomsModule.of(rooms), CqrsModule.forRoot(), ...features, WorkerModule.of(rooms, settings)],
    };
  }
}
