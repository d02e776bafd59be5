import type { LogPosition } from './event-store.js';

const DIGITS = 20; // the widest 64-bit number, so that all compare as strings

/** The n-th place of a log as its opaque string; 0n is the start. */
export function positionOf(place: bigint): LogPosition {
  return (place === 0n ? '' : place.toString().padStart(DIGITS, '0')) as LogPosition;
}

/** The place that `positionOf` has written. @throws SyntaxError */
export function placeOf(position: LogPosition): bigint {
  return BigInt(position);
}
