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
  private events: StoredEvent[] = [];
  /** All events after it are there. */
  private before: LogPosition | undefined;

  /** They are committed. */
  add(written: readonly StoredEvent[]): void {
    const [first] = written;
    if (!first) return;
    const last = this.events.at(-1);
    const before = positionOf(placeOf(first.position) - 1n);
    if (last?.position !== before) this.events = [];
    this.events.push(...written);
    if (this.events.length > 2 * KEPT) this.events = this.events.slice(-KEPT);
    else if (this.events.length > written.length) return;
    this.before = positionOf(placeOf(this.events[0]?.position ?? LOG_START) - 1n);
  }

  /** Undefined for who is further behind. */
  page({ from = LOG_START, filter = {}, limit = 1_000 }: ReadAllOptions): LogPage | undefined {
    const end = this.events.at(-1)?.position;
    if (this.before === undefined || end === undefined || from < this.before || from > end) return undefined;
    const seen = this.events.findLastIndex(({ position }) => position <= from);
    const events = this.events.slice(seen + 1).filter(accepts(filter));
    if (events.length <= limit) return { events, position: end, atHead: true };
    const page = events.slice(0, limit);
    return { events: page, position: page.at(-1)?.position ?? from, atHead: false };
  }
}
