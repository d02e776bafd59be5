export * from './in-memory.key-store.js';
export * from './key-store.errors.js';
export * from './key-store.js';
export * from './keyed-digests.js';
export * from './master-key.errors.js';
export * from './master-key.js';
export { receiptHashOf } from './receipt-code.js';
export * from './sqlite.key-store.js';
export * from './vault.js';
