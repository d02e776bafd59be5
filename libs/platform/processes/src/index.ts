export * from './checkpoints.js';
export * from './process-runner.js';
export * from './process.js';
export * from './sqlite.checkpoints.js';
