export { startInMemory, type InMemoryOptions, type InMemoryServer } from './in-memory.js';
export { startServer, type RunningServer, type ServerOptions } from './server.js';
