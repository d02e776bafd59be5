import type { Database, Statement } from 'better-sqlite3';
import { StreamNotFound, Unavailable } from './event-store.errors.js';
import { LOG_START } from './event-store.js';
import type { EventFilter, LogPage, LogPosition, ReadAllOptions, ReadStreamOptions } from './event-store.js';
import type { StoredEvent, StreamName } from './event-store.js';
import { placeOf, positionOf } from './log-position.js';
import { translating } from './sqlite.errors.js';
import { COLUMNS, COLUMNS_OF_A_STREAM, eventOf, readableOf } from './sqlite.row.js';
import type { Row } from './sqlite.row.js';

/**
 * Rows that one filtered page looks at, or as many as were asked for: about a millisecond, since all who wait for what their
 * filters hardly ever let through look in the same turn of the event loop.
 */
const WINDOW = 1000;
const LAST = 2n ** 63n - 1n;

const STREAM = `SELECT ${COLUMNS_OF_A_STREAM} FROM events e WHERE e.stream = ?`;
const LOG = `SELECT ${COLUMNS} FROM events e LEFT JOIN streams s ON s.id = e.stream WHERE e.position > ?`;

/** Reads the log over one connection, the writer's own or one beside it. */
export class SqliteLogReader {
  private readonly sql: ReturnType<typeof statementsOf>;
  private readonly filtered = new Map<string, Statement<unknown[], Row>>();

  constructor(private readonly db: Database) {
    this.sql = statementsOf(db);
  }

  /** @throws StreamNotFound, Damaged, Unavailable */
  stream(stream: StreamName, options: ReadStreamOptions = {}): readonly StoredEvent[] {
    return this.query(() => {
      const { direction = 'forwards', limit = -1 } = options;
      const from = least(options.from ?? (direction === 'forwards' ? 0n : LAST), LAST);
      const id = this.sql.idOf.get(stream);
      if (id === undefined) throw new StreamNotFound(stream);
      return this.sql[direction].all(id, from, limit).map((row) => eventOf(row, stream));
    });
  }

  /** @throws Damaged when the very next event is unreadable; Unavailable */
  page({ from = LOG_START, filter, limit = 1000 }: ReadAllOptions): LogPage {
    return this.query(() => {
      const after = least(placeOf(from), LAST);
      const head = this.place(); // before the rows: what another process writes meanwhile is not passed over
      const window = BigInt(Math.max(WINDOW, limit));
      const upTo = filter ? least((this.sql.next.get(after) ?? head) + window - 1n, head) : head;
      const rows = filter ? this.matching(filter, after, upTo, limit) : this.sql.all.all(after, limit);
      const events = readableOf(rows);
      const last = events.at(-1)?.position ?? from;
      const looked = rows.length < limit && events.length === rows.length ? positionOf(upTo) : last;
      const position = looked > last ? looked : last;
      return { events, position, atHead: position >= positionOf(head) };
    });
  }

  /** @throws Unavailable */
  end(): LogPosition {
    return this.query(() => positionOf(this.place()));
  }

  private query<Result>(work: () => Result): Result {
    if (!this.db.open) throw new Unavailable('the log is closed');
    return translating(work);
  }

  private place(): bigint {
    return this.sql.last.get() ?? 0n;
  }

  private matching(filter: EventFilter, after: bigint, upTo: bigint, limit: number): Row[] {
    const { streamPrefixes, types } = filter;
    const shape = `${streamPrefixes?.length}/${types?.length}`;
    const statement = this.filtered.get(shape) ?? rowsOf(this.db, `${LOG} ${conditionOf(filter)}`);
    this.filtered.set(shape, statement);
    const prefixes = streamPrefixes?.flatMap((prefix) => [prefix, prefix]);
    return statement.all(after, upTo, ...(prefixes ?? []), ...(types ?? []), limit);
  }
}

function statementsOf(db: Database) {
  const place = (sql: string) => db.prepare<unknown[], bigint | null>(sql).pluck().safeIntegers();
  return {
    forwards: rowsOf(db, `${STREAM} AND e.revision >= ? ORDER BY e.revision LIMIT ?`),
    backwards: rowsOf(db, `${STREAM} AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`),
    all: rowsOf(db, `${LOG} ORDER BY e.position LIMIT ?`),
    idOf: place('SELECT id FROM streams WHERE name = ?'),
    next: place('SELECT min(position) FROM events WHERE position > ?'),
    last: place('SELECT max(position) FROM events'),
  };
}

function rowsOf(db: Database, sql: string): Statement<unknown[], Row> {
  return db.prepare<unknown[], Row>(sql).raw().safeIntegers();
}

function conditionOf({ streamPrefixes, types }: EventFilter): string {
  const prefixes = streamPrefixes?.map(() => 'substr(s.name, 1, length(?)) = ?').join(' OR ') ?? 'TRUE';
  const named = types ? `e.type IN (${types.map(() => '?').join(', ')})` : 'TRUE';
  return `AND e.position <= ? AND (${prefixes || 'FALSE'}) AND ${named} ORDER BY e.position LIMIT ?`;
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
