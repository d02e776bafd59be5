import { demoCatalogue, starterCatalogue } from '#catalogue/messages';
import type { Settings } from '#config';
import type { Bilingual, Clock } from '#kernel';
import { LOG_START } from '#event-store';
import { createLogger, type Logger } from '#telemetry';
import { welcome } from './banner.js';
import { Closing } from './closing.js';
import { offerDemoCounty } from './demo.js';
import { openEmbeddedRooms } from './embedded-rooms.js';
import { Service } from './service.js';

export interface ServerOptions {
  readonly log?: Logger;
  /** Hears what whoever starts the service should know. */
  readonly tell?: (news: Bilingual) => void;
  /** Default: the machine's own. */
  readonly clock?: Clock;
}

export interface RunningServer {
  readonly url: string;
  /** Finishes what is in flight, refuses what is new, closes the log last. */
  readonly stop: () => Promise<void>;
}

/** The embedded service: everything in one process and one data folder. */
export async function startServer(settings: Settings, options: ServerOptions = {}): Promise<RunningServer> {
  const { log = createLogger(settings), tell = () => {} } = options;
  const closing = new Closing();
  try {
    const rooms = await openEmbeddedRooms(settings, log, closing, tell, options.clock);
    const isNew = settings.demo !== 'no' && (await rooms.store.head()) === LOG_START;
    const first = { catalogue: isNew ? demoCatalogue : starterCatalogue };
    const assembled = await Service.over(rooms, settings, { ...first, tell });
    const service = closing.after(assembled, (opened) => opened.stop());
    const isDemo = await offerDemoCounty(settings, rooms, service, isNew, tell);
    const url = await service.listen(settings.host, settings.port);
    welcome({ url, isDemo }).forEach(tell);
    return { url, stop: () => closing.run() };
  } catch (error) {
    await closing.run().catch(() => {});
    throw error;
  }
}
