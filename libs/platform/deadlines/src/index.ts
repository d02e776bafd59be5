export * from './open-deadlines.js';
