import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchDesk } from './case-desk.js';
import { startProcess, type ServerProcess } from './server-process.js';

/** From the start of the process until it is ready. */
export interface Start {
  readonly milliseconds: number;
  /** Resident then, in MiB. */
  readonly memory: number;
}

/**
 * A service over a grown data folder. `first`: it has never run there, so that its processes begin to read the log from the
 * start; `again`: it has run before, and was stopped.
 */
export async function measureStarts({
  folder,
  masterKey,
}: Pick<BenchDesk, 'folder' | 'masterKey'>): Promise<{ readonly first: Start; readonly again: Start }> {
  const environment = {
    GRIDCASE_DATA: folder,
    GRIDCASE_MASTER_KEY: masterKey.export().toString('base64'),
    GRIDCASE_DEMO: 'no',
    GRIDCASE_LOG_LEVEL: 'error',
  };
  const first = await measureStart(environment, processesHaveCaughtUp);
  return { first, again: await measureStart(environment) };
}

async function measureStart(
  environment: Record<string, string>,
  afterwards?: (server: ServerProcess) => Promise<void>,
): Promise<Start> {
  const server = await startProcess('../apps/server/src/main.js', environment);
  const start = { milliseconds: server.readyAfter, memory: server.memory() };
  await afterwards?.(server);
  await server.stop();
  return start;
}

interface Health {
  readonly log: { readonly head: string };
  readonly processes: Readonly<Record<string, { readonly position: string }>>;
}

async function processesHaveCaughtUp({ url }: ServerProcess): Promise<void> {
  for (;;) {
    const { log, processes } = (await (await fetch(`${url}/health/ready`)).json()) as Health;
    if (Object.values(processes).every(({ position }) => position === log.head)) return;
    await sleep(100);
  }
}
