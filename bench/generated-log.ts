import {
  InMemoryEventStore,
  type LogPage,
  type LogPosition,
  type ReadAllOptions,
  type StoredEvent,
} from '#event-store';
import { FixedClock } from '#kernel';

/** A log that holds no events but makes them as they are read: a million cases for a benchmark of lists. */
export class GeneratedLog extends InMemoryEventStore {
  constructor(
    private readonly length: number,
    private readonly make: (index: number, position: LogPosition) => StoredEvent,
  ) {
    super(new FixedClock(0));
  }

  override head(): Promise<LogPosition> {
    return Promise.resolve(positionOf(this.length));
  }

  override readAll({ from, limit = 1_000 }: ReadAllOptions = {}): Promise<LogPage> {
    const first = from ? Number(from) : 0;
    const last = Math.min(this.length, first + limit);
    const events = Array.from({ length: last - first }, (_, index) =>
      this.make(first + index, positionOf(first + index + 1)),
    );
    return Promise.resolve({ events, position: positionOf(last), atHead: last === this.length });
  }
}

function positionOf(index: number): LogPosition {
  return String(index).padStart(20, '0') as LogPosition;
}
