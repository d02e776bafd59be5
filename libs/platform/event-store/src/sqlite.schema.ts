import type { Database } from 'better-sqlite3';
import { cannotOpen } from './sqlite.cannot-open.js';

/** Marks the file as a log of ours: "GCLG". */
const APPLICATION_ID = 0x47434c47;

/** Step n brings a file from version n to n + 1. Released steps are never edited: files in the field have run them. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL, -- of its last event, with position and hash: what is cut off at the end is missed
    position INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream INTEGER NOT NULL REFERENCES streams (id),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    meta TEXT NOT NULL,
    data TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    link BLOB NOT NULL, -- SHA-256 over the link before and this hash: ties the whole log together in its order
    UNIQUE (stream, revision),
    UNIQUE (stream, id)
  ) STRICT;
  CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
  CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
  `,
];

/** Refuses what is not a log, or one that this release cannot read. @throws CannotOpen */
export function assertReadable(db: Database, file: string): void {
  const version = versionOf(db);
  const ours = version > 0 ? db.pragma('application_id', { simple: true }) === APPLICATION_ID : isEmpty(db);
  if (!ours) throw cannotOpen('not-a-log', file);
  if (version > MIGRATIONS.length) throw cannotOpen('newer', file, `${version} > ${MIGRATIONS.length}`);
}

/** Refuses a log that only a writer can bring up to date. @throws CannotOpen */
export function assertCurrent(db: Database, file: string): void {
  const version = versionOf(db);
  if (version < MIGRATIONS.length) throw cannotOpen('older', file, `${version} < ${MIGRATIONS.length}`);
}

/** Brings a log up to date, each step whole or not at all. */
export function migrate(db: Database): void {
  MIGRATIONS.slice(versionOf(db)).forEach((step, index, steps) => {
    db.transaction(() => {
      db.exec(step);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${MIGRATIONS.length - steps.length + index + 1}`);
    }).immediate();
  });
}

function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

function isEmpty(db: Database): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}
