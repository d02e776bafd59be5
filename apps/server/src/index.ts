export { firingThrough } from './firing.js';
export { seedFirstRules } from './first-rules.js';
export { startInMemory, type InMemoryOptions, type InMemoryServer } from './in-memory.js';
export { ProjectingThread } from './projecting-thread.js';
export { startServer, type RunningServer, type ServerOptions } from './server.js';
export { projectionsOf } from './projections.js';
export { openWorkbench, type Workbench } from './workbench.js';
