import type { Database } from 'better-sqlite3';
import { makeSchema, openDurable } from '#sqlite';

const SCHEMA_VERSION = 1;

/** Moments in milliseconds since 1970. A lane has one parcel on its way at most. */
const SCHEMA = `
  CREATE TABLE letter (
    seq INTEGER PRIMARY KEY, event TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
    urgent INTEGER NOT NULL, body TEXT NOT NULL, put_at INTEGER NOT NULL, not_before INTEGER NOT NULL,
    held INTEGER NOT NULL DEFAULT 0, parcel TEXT REFERENCES parcel (id),
    UNIQUE (event, channel, recipient)
  ) STRICT;
  CREATE INDEX letter_ready ON letter (not_before, channel, recipient, urgent) WHERE parcel IS NULL;
  CREATE INDEX letter_waiting ON letter (channel, recipient, urgent, seq) WHERE parcel IS NULL;
  CREATE INDEX letter_in_parcel ON letter (parcel, seq) WHERE parcel IS NOT NULL;
  CREATE INDEX letter_of_recipient ON letter (recipient, seq);
  CREATE TABLE parcel (
    id TEXT PRIMARY KEY, channel TEXT NOT NULL, recipient TEXT NOT NULL, urgent INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL, state TEXT NOT NULL, ended_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX parcel_going_out ON parcel (channel, recipient, urgent) WHERE state = 'going-out';
  CREATE INDEX parcel_ended ON parcel (ended_at) WHERE ended_at IS NOT NULL;
  CREATE TABLE attempt (
    parcel TEXT NOT NULL, number INTEGER NOT NULL, recipient TEXT NOT NULL, at INTEGER NOT NULL,
    status INTEGER, excerpt TEXT NOT NULL, PRIMARY KEY (parcel, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempt_of_recipient ON attempt (recipient, at);
  CREATE TABLE reading_mark (person TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * Opens outbox.db, made when it is missing; `:memory:` for specs. Durable, for a process goes past an event once its
 * letters are here.
 */
export function openOutboxFile(file: string): Database {
  return openDurable(file, (database) => makeSchema(database, SCHEMA_VERSION, () => database.exec(SCHEMA)));
}
