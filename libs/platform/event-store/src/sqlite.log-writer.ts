import type { Database } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { momentText, type Clock } from '#kernel';
import { NO_HASH, storedEvent } from './draft.js';
import type { Draft } from './draft.js';
import type { Appended, ExpectedRevision, StoredEvent, StreamName } from './event-store.js';
import { placeOf, positionOf } from './log-position.js';
import { answerOf, answerWithoutWriting, NO_STREAM } from './repetition.js';
import type { StreamEnd } from './repetition.js';
import type { SqliteLogReader } from './sqlite.log-reader.js';
import { linkOf } from './sqlite.row.js';

/** One append, checked and waiting for its turn. */
export interface CheckedAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly drafts: readonly Draft[];
}

/** The end of a stream, and its row in `streams`. */
interface KnownEnd extends StreamEnd {
  readonly row: bigint;
  readonly hash: string;
}

/** The end of the whole log. */
interface LogEnd {
  readonly place: bigint;
  readonly recordedAt: string;
  readonly link: string;
}

const STREAMS_REMEMBERED = 50_000;

/**
 * Writes appends, one transaction at a time. It remembers the ends that were committed; a transaction that fails makes it
 * forget them all and read them again.
 */
export class SqliteLogWriter {
  private readonly sql: ReturnType<typeof statementsOf>;
  private readonly ends = new LRUCache<StreamName, KnownEnd>({ max: STREAMS_REMEMBERED });
  private readonly uncommitted = new Map<StreamName, KnownEnd>();
  private written: StoredEvent[] = [];
  private logEnd: LogEnd | undefined;

  constructor(
    private readonly db: Database,
    private readonly reader: SqliteLogReader,
    private readonly clock: Clock,
  ) {
    this.sql = statementsOf(db);
  }

  begin(): void {
    this.sql.begin.run();
  }

  /** @returns what was written, in the order of the log */
  commit(): readonly StoredEvent[] {
    this.sql.commit.run();
    for (const [stream, end] of this.uncommitted) this.ends.set(stream, end);
    this.uncommitted.clear();
    const { written } = this;
    this.written = [];
    return written;
  }

  rollback(): void {
    this.uncommitted.clear();
    this.written = [];
    this.ends.clear();
    this.logEnd = undefined;
    if (this.db.inTransaction) this.sql.rollback.run();
  }

  /** @throws Conflict, Damaged before anything is written; the driver's errors, after which only `rollback` helps */
  write({ stream, expected, drafts }: CheckedAppend): Appended {
    const known = this.endOf(stream);
    const ids = drafts.map(({ event }) => event.id);
    const answer = answerWithoutWriting({ stream, expected, ids }, known ?? NO_STREAM, (from, limit) =>
      this.reader.stream(stream, { from, limit }),
    );
    if (answer) return answer;
    let end = known ?? this.insertStream(stream);
    const events = drafts.map((draft) => {
      const event = this.insertEvent(stream, end, draft);
      end = { row: end.row, revision: event.revision, position: event.position, hash: event.hash };
      return event;
    });
    this.sql.moveEnd.run(end.revision, placeOf(end.position), end.hash, end.row);
    this.uncommitted.set(stream, end);
    for (const event of events) this.written.push(event);
    return answerOf(events, end);
  }

  private insertEvent(stream: StreamName, end: KnownEnd, draft: Draft): StoredEvent {
    const log = (this.logEnd ??= this.readLogEnd());
    const place = log.place + 1n;
    const recordedAt = this.recordedAt(log);
    const revision = end.revision + 1n;
    const event = storedEvent(draft, { stream, revision, recordedAt, prevHash: end.hash }, positionOf(place));
    const { id, type, schemaVersion, occurredAt, prevHash, hash } = event;
    const { meta, data } = draft;
    const link = linkOf(log.link, hash);
    const named = [id, type, schemaVersion, occurredAt, recordedAt, meta, data, prevHash, hash, link];
    this.sql.insertEvent.run(place, end.row, revision, ...named);
    this.logEnd = { place, recordedAt, link };
    return event;
  }

  /** Stands still where the machine's clock goes back. */
  private recordedAt({ recordedAt }: LogEnd): string {
    const now = momentText(this.clock.now());
    return now > recordedAt ? now : recordedAt;
  }

  private insertStream(stream: StreamName): KnownEnd {
    const { lastInsertRowid } = this.sql.insertStream.run(stream, NO_STREAM.revision, NO_HASH);
    return { ...NO_STREAM, row: BigInt(lastInsertRowid), hash: NO_HASH };
  }

  private endOf(stream: StreamName): KnownEnd | undefined {
    const known = this.uncommitted.get(stream) ?? this.ends.get(stream);
    if (known) return known;
    const stored = this.sql.end.get(stream);
    if (!stored) return undefined;
    const [row, revision, place, hash] = stored;
    const end = { row, revision, position: positionOf(place), hash };
    this.ends.set(stream, end);
    return end;
  }

  private readLogEnd(): LogEnd {
    const [place, recordedAt, link] = this.sql.logEnd.get() ?? [0n, '', NO_HASH];
    const used = this.sql.sequence.get() ?? 0n; // further than the last event only when the end was cut off by hand
    return { place: place > used ? place : used, recordedAt, link };
  }
}

function statementsOf(db: Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    insertStream: db.prepare(
      'INSERT INTO streams (name, revision, position, hash) VALUES (?, ?, 0, unhex(?))',
    ),
    moveEnd: db.prepare('UPDATE streams SET revision = ?, position = ?, hash = unhex(?) WHERE id = ?'),
    insertEvent: db.prepare(`
      INSERT INTO events (position, stream, revision, id, type, schema_version, occurred_at, recorded_at, meta, data,
        prev_hash, hash, link)
      VALUES (?, ?, ?, unhex(?, '-'), ?, ?, ?, ?, ?, ?, unhex(?), unhex(?), unhex(?))`),
    end: db
      .prepare<unknown[], [row: bigint, revision: bigint, place: bigint, hash: string]>(
        'SELECT id, revision, position, lower(hex(hash)) FROM streams WHERE name = ?',
      )
      .raw()
      .safeIntegers(),
    logEnd: db
      .prepare<unknown[], [place: bigint, recordedAt: string, link: string]>(
        'SELECT position, recorded_at, lower(hex(link)) FROM events ORDER BY position DESC LIMIT 1',
      )
      .raw()
      .safeIntegers(),
    sequence: db
      .prepare<unknown[], bigint>("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
      .pluck()
      .safeIntegers(),
  };
}
