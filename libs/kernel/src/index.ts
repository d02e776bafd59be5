export * from './actor.js';
export * from './brand.js';
export { canonicalJson, canonicalString } from './canonical-json.js';
export * from './clock.js';
export * from './decider.js';
export * from './message.js';
export * from './rejection.js';
export * from './sealed.js';
export * from './unit-tree.js';
