import type { Database, Statement } from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { LRUCache } from 'lru-cache';
import { openDatabase } from '#sqlite';

const REMEMBERED_STATEMENTS = 300;

/** What a connection is for: answering queries, folding events live, or filling a new file that nobody reads yet. */
export type Use = 'read' | 'fold' | 'build';

const always = { busy_timeout: 5_000, foreign_keys: 1, temp_store: 2 };
const writing = { ...always, cache_size: -65_536, secure_delete: 1 };
/** Bytes, the most that SQLite maps: rows are read where the system keeps the file, and given back when it needs room. */
const MOST_MAPPED = 2_147_418_112;

/**
 * Values as SQLite reads them back. `fold` may lose its last commits in a power cut: rows and checkpoint together. Of
 * SQLite's own pages of 4 KiB a row of some kilobytes would take one each; those of 16 KiB make live commits dearer.
 */
const pragmas: Readonly<Record<Use, Readonly<Record<string, number | string>>>> = {
  read: { ...always, cache_size: -16_384, query_only: 1, mmap_size: MOST_MAPPED },
  fold: { ...writing, journal_mode: 'wal', synchronous: 1, wal_autocheckpoint: 8_192 },
  build: { ...writing, page_size: 8_192, journal_mode: 'memory', synchronous: 0, locking_mode: 'exclusive' },
};

/** One better-sqlite3 handle as kysely sees it. Statements stay prepared, known by their text. */
export class SqliteConnection implements DatabaseConnection {
  readonly handle: Database;
  private readonly statements = new LRUCache<string, Statement>({ max: REMEMBERED_STATEMENTS });

  /** Opens a file that exists, or makes it when `use` is `build`. */
  constructor(path: string, use: Use) {
    const options = { readonly: use === 'read', fileMustExist: use !== 'build' };
    this.handle = openDatabase(path, options, (handle) => set(handle, pragmas[use]));
  }

  prepare(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.handle.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    // A statement that is being stepped through cannot be used by a second reader, so it is not a remembered one.
    for (const row of this.handle.prepare(sql).iterate(parameters)) yield { rows: [row as Row] };
  }

  close(): void {
    this.handle.close();
  }
}

function set(handle: Database, wanted: Readonly<Record<string, number | string>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    handle.pragma(`${name} = ${value}`);
    const actual: unknown = handle.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`${handle.name}: ${name} is ${String(actual)}, not ${value}`);
  }
}
