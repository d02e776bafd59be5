export { copyDatabase } from './copy.js';
export { openDurable, openDatabase } from './open.js';
export { lockFile, type FileLock } from './lock.js';
export { makeSchema } from './schema.js';
export { sqliteCodeOf } from './sqlite-code.js';
