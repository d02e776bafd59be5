export { startInMemory, type InMemoryOptions, type InMemoryServer } from './in-memory.js';
export { startServer, type RunningServer, type ServerOptions } from './server.js';
export { projectionsOf } from './projections.js';
export { openWorkbench, type Workbench } from './workbench.js';
