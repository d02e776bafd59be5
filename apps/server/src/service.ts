import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { starterCatalogue } from '#catalogue/messages';
import type { Settings } from '#config';
import { createHttpApp, HttpRim, type HttpSettings } from '#http';
import type { Bilingual, CatalogueContent } from '#kernel';
import { AppModule } from './app.module.js';
import { seedFirstRules } from './first-rules.js';
import type { Rooms } from './rooms.js';
import { VERSION } from './version.js';
import { Worker } from './worker.js';

export interface ServiceOptions {
  /** Published where the log has none; default: the starter. */
  readonly catalogue?: CatalogueContent;
  readonly tell?: (news: Bilingual) => void;
}

/** The assembled service: it follows the log, and answers as soon as it is told where to listen. */
export class Service {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly rim: HttpRim,
    readonly worker: Worker,
  ) {}

  static async over(
    rooms: Rooms,
    settings: HttpSettings & Partial<Pick<Settings, 'redisUrl' | 'sweepSeconds'>>,
    { catalogue = starterCatalogue, tell = () => {} }: ServiceOptions = {},
  ): Promise<Service> {
    const rim = new HttpRim(settings, rooms.log);
    const app = await createHttpApp(AppModule.over(rooms, { ...settings, tell }), rim, VERSION);
    await seedFirstRules(app, catalogue);
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
