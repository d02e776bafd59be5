export type { Lag, RebuildProgress, RunnerHealth } from './health.js';
export * from './projection-runner.js';
export * from './projection.js';
export * from './read-store.js';
export * from './rows.js';
export { ViewsFile } from './views-file.js';
export { ViewsInUse } from './writer-lock.js';
