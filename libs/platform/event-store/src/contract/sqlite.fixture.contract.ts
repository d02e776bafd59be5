import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { FixedClock } from '#kernel';
import { draftOf, NO_HASH } from '../draft.js';
import type { StoredEvent } from '../event-store.js';
import { placeOf } from '../log-position.js';
import { SqliteEventStore } from '../sqlite.event-store.js';
import type { TestLog, TestLogOptions } from './fixture.contract.js';

/** A log in a folder of its own; the folder goes when the log is closed. */
export class SqliteTestLog implements TestLog {
  readonly clock = new FixedClock(Date.parse('2026-01-05T00:00:00.000Z'));
  readonly folder = mkdtempSync(join(tmpdir(), 'gridcase-log-'));
  readonly file = join(this.folder, 'log.db');
  store: SqliteEventStore;
  private connection: Database.Database | undefined;

  constructor(private readonly options: TestLogOptions = {}) {
    this.store = this.openWriter();
  }

  openWriter(pragma?: string): SqliteEventStore {
    const { file, clock } = this;
    const tune = (db: Database.Database) => {
      this.connection = db;
      if (pragma) db.pragma(pragma);
    };
    return SqliteEventStore.open({ file, clock, ...this.options, tune });
  }

  openReader(): SqliteEventStore {
    return SqliteEventStore.open({ file: this.file, readOnly: true, pollEvery: 1 });
  }

  async reopen(): Promise<SqliteEventStore> {
    await this.store.close();
    this.store = this.openWriter();
    return this.store;
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Changes a setting of the writer's own connection. */
  set(pragma: string): void {
    this.connection?.pragma(pragma);
  }

  /** Lays hands on the closed file, past every guard. */
  async tamper(work: (db: Database.Database) => void): Promise<SqliteEventStore> {
    await this.store.close();
    const db = new Database(this.file);
    db.exec('DROP TRIGGER IF EXISTS events_stay; DROP TRIGGER IF EXISTS events_stay_as_they_are');
    db.pragma('foreign_keys = OFF');
    work(db);
    db.close();
    this.store = this.openWriter();
    return this.store;
  }

  /** Puts these events in place of all others, with the links they had, and makes the streams' ends agree. */
  rewrite(events: readonly StoredEvent[]): Promise<SqliteEventStore> {
    return this.tamper((db) => {
      const links = new Map(db.prepare<[], [string, string]>(LINKS).raw().all());
      db.exec('DELETE FROM events');
      for (const event of events) {
        const { stream, revision, id, type, schemaVersion, occurredAt, recordedAt, prevHash, hash } = event;
        db.prepare(STREAM).run(stream, NO_HASH);
        const { meta, data } = draftOf(stream, event);
        const texts = [
          id,
          type,
          schemaVersion,
          occurredAt,
          recordedAt,
          meta,
          data,
          prevHash,
          hash,
          links.get(hash) ?? '',
        ];
        db.prepare(EVENT).run(placeOf(event.position), stream, revision, ...texts);
      }
      db.exec(ENDS);
    });
  }
}

const LINKS = 'SELECT lower(hex(hash)), hex(link) FROM events';
const STREAM = 'INSERT OR IGNORE INTO streams (name, revision, position, hash) VALUES (?, -1, 0, unhex(?))';
const EVENT = `INSERT INTO events (position, stream, revision, id, type, schema_version, occurred_at, recorded_at, meta, data,
    prev_hash, hash, link)
  VALUES (?, (SELECT id FROM streams WHERE name = ?), ?, unhex(?, '-'), ?, ?, ?, ?, ?, ?, unhex(?), unhex(?), unhex(?))`;
const ENDS = `UPDATE streams SET (revision, position, hash) =
  (SELECT revision, position, hash FROM events WHERE stream = streams.id ORDER BY revision DESC LIMIT 1)`;
