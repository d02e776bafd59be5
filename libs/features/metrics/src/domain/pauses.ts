import type { Span } from './episode.js';

/** A time during which the clock stood; without an end it goes on. */
export interface Pause {
  readonly from: number;
  readonly until?: number;
}

/** The parts of a stage in which its clock ran; at least one, be it empty. */
export function runningSpans([from, to]: Span, pauses: readonly Pause[]): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const { from: stop, until = to } of pauses) {
    if (until <= at || stop >= to) continue;
    if (stop > at) spans.push([at, stop]);
    at = until;
  }
  if (at < to || spans.length === 0) spans.push([at, Math.max(at, to)]);
  return spans;
}
