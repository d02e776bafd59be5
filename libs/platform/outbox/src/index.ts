export { PATIENT, type BackOff } from './back-off.js';
export type { Carried, Carrier, Limit } from './carrier.js';
export { Courier, type CourierOptions } from './courier.js';
export { InMemoryOutbox } from './in-memory.outbox.js';
export { openOutbox } from './open-outbox.js';
export * from './outbox.js';
export { AddressRefused, Poster, type Answer, type PosterOptions } from './poster.js';
export { InMemoryReadingMarks, ReadingMarks } from './reading-marks.js';
