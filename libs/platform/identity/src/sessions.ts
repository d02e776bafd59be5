import { hash, randomBytes, randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Clock } from '#kernel';

const TOKEN_BYTES = 32;
const TOKEN_LENGTH = 43;
/** How long, in ms, a session ended by another process may still be taken for open here. */
const LOOK_EVERY = 1000;

export interface SessionsOptions {
  /** In ms from the sign-in; default 8 hours. */
  readonly longest?: number;
  /** In ms since the session was last used; default 30 minutes. */
  readonly idle?: number;
  /** Sessions kept in memory; default 20,000. */
  readonly remembered?: number;
}

/** Whose session it is. */
export interface Session {
  readonly personId: string;
  readonly sessionId: string;
}

/** A session just begun, the only time its token is seen. */
export interface OpenedSession extends Session {
  readonly token: string;
  /** Milliseconds since 1970; it may end earlier when it is not used. */
  readonly expiresAt: number;
}

interface Remembered {
  readonly session: Session;
  readonly expiresAt: number;
  seenAt: number;
  writtenAt: number;
}

/** Who is signed in. A token is 256 random bits; one who reads the file learns none. */
export class Sessions {
  private readonly known: LRUCache<string, Remembered>;
  private readonly sql: ReturnType<typeof statementsOf>;
  private readonly longest: number;
  private readonly idle: number;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private fileVersion: number | undefined;

  constructor(
    database: Database.Database,
    private readonly clock: Clock,
    { longest = 8 * 3_600_000, idle = 30 * 60_000, remembered = 20_000 }: SessionsOptions = {},
  ) {
    this.sql = statementsOf(database);
    this.known = new LRUCache({ max: remembered });
    this.longest = longest;
    this.idle = idle;
  }

  /** Begins a session for one whose password was right. */
  open(personId: string): OpenedSession {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sessionId = randomUUID();
    const now = this.clock.now();
    const expiresAt = now + this.longest;
    this.sql.insert.run(digestOf(token), sessionId, personId, expiresAt, now);
    return { token, personId, sessionId, expiresAt };
  }

  /** Who is signed in by this token, and counts as use of it. `undefined` for one that is unknown, ended or expired. */
  resolve(token: string): Session | undefined {
    if (token.length !== TOKEN_LENGTH) return undefined;
    const now = this.clock.now();
    this.noticeOthers(now);
    const digest = digestOf(token);
    const found = this.known.get(digest) ?? this.read(digest);
    if (!found || now >= found.expiresAt || now - found.seenAt >= this.idle) return undefined;
    this.touch(digest, found, now);
    return found.session;
  }

  /** Ends the session of this token; one that has ended stays so. */
  revoke(token: string): void {
    this.sql.end.run(digestOf(token));
    this.known.delete(digestOf(token));
  }

  revokeAll(personId: string): void {
    for (const digest of this.sql.endAll.all(personId)) this.known.delete(digest);
  }

  /** Removes what has expired; to be called now and then. Gives the number removed. */
  purge(): number {
    const now = this.clock.now();
    // Uses are written late, so only what was idle for twice as long has surely expired.
    return this.sql.purge.run(now, now - 2 * this.idle).changes;
  }

  private read(digest: string): Remembered | undefined {
    const row = this.sql.find.get(digest);
    if (!row) return undefined;
    const { personId, sessionId, expiresAt, seenAt } = row;
    const found = { session: { personId, sessionId }, expiresAt, seenAt, writtenAt: seenAt };
    this.known.set(digest, found);
    return found;
  }

  /** A use is written only when the last one written is old: else every request would wait for the disk. */
  private touch(digest: string, found: Remembered, now: number): void {
    found.seenAt = now;
    if (now - found.writtenAt < this.idle / 10) return;
    found.writtenAt = now;
    this.sql.touch.run(now, digest);
  }

  /** When another process has written to the file (a command line, say), nothing remembered holds. */
  private noticeOthers(now: number): void {
    if (Math.abs(now - this.lookedAt) < LOOK_EVERY) return;
    this.lookedAt = now;
    const version = this.sql.fileVersion.get();
    if (version !== this.fileVersion) this.known.clear();
    this.fileVersion = version;
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

function statementsOf(database: Database.Database) {
  return {
    insert: database.prepare<[string, string, string, number, number]>(
      'INSERT INTO session (token_hash, id, person_id, expires_at, seen_at) VALUES (?, ?, ?, ?, ?)',
    ),
    find: database.prepare<[string], Session & { expiresAt: number; seenAt: number }>(
      `SELECT id AS sessionId, person_id AS personId, expires_at AS expiresAt, seen_at AS seenAt
       FROM session WHERE token_hash = ?`,
    ),
    touch: database.prepare<[number, string]>('UPDATE session SET seen_at = ? WHERE token_hash = ?'),
    end: database.prepare<[string]>('DELETE FROM session WHERE token_hash = ?'),
    endAll: database
      .prepare<[string], string>('DELETE FROM session WHERE person_id = ? RETURNING token_hash')
      .pluck(),
    purge: database.prepare<[number, number]>('DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?'),
    fileVersion: database.prepare<[], number>('PRAGMA data_version').pluck(),
  };
}
