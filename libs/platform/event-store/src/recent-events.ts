import { accepts } from './event-filter.js';
import { LOG_START } from './event-store.js';
import type { LogPage, LogPosition, ReadAllOptions, StoredEvent } from './event-store.js';
import { placeOf, positionOf } from './log-position.js';

/** At least so many, once they are written; a follower is some hundredths of a second behind. */
const KEPT = 250;

/**
 * The last events of the log, as the process wrote them that is its only writer: who follows closely need not look into
 * the file.
 */
export class RecentEvents {
  private events: readonly StoredEvent[] = [];

  /** They are committed. */
  add(written: readonly StoredEvent[]): void {
    const [first] = written;
    if (!first) return;
    const follows = this.events.at(-1)?.position === placeBefore(first);
    const run = follows ? this.events.concat(written) : written;
    this.events = run.length > 2 * KEPT ? run.slice(-KEPT) : run;
  }

  /** Undefined for who is further behind. */
  page({ from = LOG_START, filter = {}, limit = 1_000 }: ReadAllOptions): LogPage | undefined {
    const [first, end] = [this.events[0], this.events.at(-1)?.position];
    if (!first || end === undefined || from < placeBefore(first) || from > end) return undefined;
    const seen = this.events.findLastIndex(({ position }) => position <= from);
    const events = this.events.slice(seen + 1).filter(accepts(filter));
    if (events.length <= limit) return { events, position: end, atHead: true };
    const page = events.slice(0, limit);
    return { events: page, position: page.at(-1)?.position ?? from, atHead: false };
  }
}

function placeBefore({ position }: StoredEvent): LogPosition {
  return positionOf(placeOf(position) - 1n);
}
