import { join } from 'node:path';
import { checkpointsContract } from './checkpoints.contract.js';
import { InMemoryCheckpoints } from './checkpoints.js';
import { temporaryFolder } from './specs/running.js';
import { SqliteCheckpoints } from './sqlite.checkpoints.js';

checkpointsContract('in memory', () => ({ checkpoints: new InMemoryCheckpoints(), reopen: undefined }));

checkpointsContract('in a file', () => {
  const file = join(temporaryFolder(), 'processes.db');
  return { checkpoints: new SqliteCheckpoints(file), reopen: () => new SqliteCheckpoints(file) };
});
