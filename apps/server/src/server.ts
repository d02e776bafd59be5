import type { Settings } from '#config';
import type { Bilingual } from '#kernel';
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
    const rooms = await openEmbeddedRooms(settings, log, closing, tell);
    const service = closing.after(await Service.over(rooms, settings), (opened) => opened.stop());
    const isDemo = await offerDemoCounty(settings, rooms, service, tell);
    const url = await service.listen(settings.host, settings.port);
    welcome({ url, isDemo }).forEach(tell);
    return { url, stop: () => closing.run() };
  } catch (error) {
    await closing.run().catch(() => {});
    throw error;
  }
}
