import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, HttpRim, type HttpSettings } from '#http';
import { AppModule } from './app.module.js';
import type { Rooms } from './rooms.js';
import { VERSION } from './version.js';
import { Worker } from './worker.js';

/** The assembled service: it follows the log, and answers as soon as it is told where to listen. */
export class Service {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly rim: HttpRim,
    readonly worker: Worker,
  ) {}

  static async over(rooms: Rooms, settings: HttpSettings): Promise<Service> {
    const rim = new HttpRim(settings, rooms.log);
    const app = await createHttpApp(AppModule.over(rooms), rim, VERSION);
    const worker = app.get(Worker);
    worker.start();
    return new Service(app, rim, worker);
  }

  /** Answers with the address it can be reached at. */
  listen(host: string, port: number): Promise<string> {
    return this.rim.adapter.getInstance().listen({ host, port });
  }

  /** Requests first, then what they have set going. */
  async stop(): Promise<void> {
    await this.rim.stop(this.app);
    await this.worker.stop();
  }
}
