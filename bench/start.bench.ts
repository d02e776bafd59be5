import type { BenchDesk } from './case-desk.js';
import { startProcess } from './server-process.js';

/** A service over a grown data folder: milliseconds from the start of the process until it is ready, and its memory then. */
export async function measureStart({ folder, masterKey }: Pick<BenchDesk, 'folder' | 'masterKey'>): Promise<{
  readonly readyAfter: number;
  readonly memory: number;
}> {
  const environment = {
    GRIDCASE_DATA: folder,
    GRIDCASE_MASTER_KEY: masterKey.export().toString('base64'),
    GRIDCASE_DEMO: 'no',
    GRIDCASE_LOG_LEVEL: 'error',
  };
  const server = await startProcess('../apps/server/src/main.js', environment);
  const figures = { readyAfter: server.readyAfter, memory: server.memory() };
  await server.stop();
  return figures;
}
