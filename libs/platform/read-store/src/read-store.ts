import type { DatabaseConnection, Kysely } from 'kysely';
import { LOG_START, type LogPosition } from '#event-store';
import { readCheckpoint } from './checkpoint.js';
import { Generations } from './generations.js';
import type { ViewsMark } from './projection.js';
import { SqliteConnection } from './sqlite.connection.js';
import { kyselyOver } from './sqlite.dialect.js';

const IDLE_CONNECTIONS = 4;

/** Rows to query. */
export interface Views {
  db<Tables>(): Kysely<Tables>;
}

/** The read models have not come as far as the asker has seen, within the time he gave. */
export class NotYetProjected extends Error {
  constructor(
    readonly wanted: LogPosition,
    readonly actual: LogPosition,
  ) {
    super(`the read models are at ${actual || 'the start'}, ${wanted} was asked for`);
    this.name = 'NotYetProjected';
  }
}

/** The reading side: always the live generation, in whichever thread; it writes nothing. */
export class ReadStore implements Views {
  private readonly kysely: Kysely<unknown>;
  /** A query takes a connection for itself, so that a long export holds up nobody; these wait for the next query. */
  private readonly idle: SqliteConnection[] = [];
  private readonly generationOf = new WeakMap<DatabaseConnection, number>();
  private readonly waiters = new Set<{ position: LogPosition; resolve: () => void }>();
  private generation = 0;
  private reached = LOG_START;
  private closed = false;

  private constructor(private readonly generations: Generations) {
    this.kysely = kyselyOver({
      acquire: () => this.acquire(),
      release: (connection) => this.release(connection as SqliteConnection),
    });
    this.refresh();
  }

  /** @throws Error before the first `ProjectionRunner.prepare` of this folder */
  static open({ folder }: { readonly folder: string }): ReadStore {
    return new ReadStore(new Generations(folder));
  }

  /** Never goes stale: each query and each transaction takes the generation that is live when it begins. */
  db<Tables>(): Kysely<Tables> {
    return this.kysely as Kysely<Tables>;
  }

  /** Everything up to here is in the rows. */
  position(): LogPosition {
    return this.reached;
  }

  /** The runner's word that it has moved on. */
  advanced({ generation, position }: ViewsMark): void {
    if (this.closed) return;
    if (generation > this.generation) this.refresh();
    else this.reach(position);
  }

  /** Resolves when everything up to `position` is in the rows. @throws NotYetProjected */
  async waitFor(position: LogPosition, { timeoutMs = 2_000 } = {}): Promise<void> {
    if (position <= this.reached) return;
    this.refresh();
    if (position <= this.reached) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { position, resolve };
    const timer = setTimeout(() => reject(new NotYetProjected(position, this.reached)), timeoutMs);
    this.waiters.add(waiter);
    await promise.finally(() => {
      clearTimeout(timer);
      this.waiters.delete(waiter);
    });
  }

  /** New queries are refused; those that run end undisturbed. */
  close(): void {
    this.closed = true;
    for (const connection of this.idle.splice(0)) connection.close();
  }

  private acquire(): SqliteConnection {
    if (this.closed) throw new Error('the read store is closed');
    return this.idle.pop() ?? this.connect();
  }

  private release(connection: SqliteConnection): void {
    const outdated = this.generationOf.get(connection) !== this.generation;
    if (this.closed || outdated || this.idle.length >= IDLE_CONNECTIONS) connection.close();
    else this.idle.push(connection);
  }

  /** A new connection to the live generation; when that is another one than before, the old connections go. */
  private connect(): SqliteConnection {
    const { connection, generation } = openLive(this.generations);
    this.generationOf.set(connection, generation);
    if (generation !== this.generation) {
      this.generation = generation;
      for (const outdated of this.idle.splice(0)) outdated.close();
    }
    return connection;
  }

  /** Looks for itself how far the rows are, and in which file. */
  private refresh(): void {
    const connection = this.generations.live() === this.generation ? this.acquire() : this.connect();
    this.reach(readCheckpoint(connection).position);
    this.release(connection);
  }

  private reach(position: LogPosition): void {
    if (position <= this.reached) return;
    this.reached = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve();
  }
}

function openLive(generations: Generations): { connection: SqliteConnection; generation: number } {
  for (;;) {
    const generation = generations.live();
    if (generation === undefined)
      throw new Error('there are no read models yet: the projections have never run');
    try {
      const connection = new SqliteConnection(generations.pathOf(generation), 'read');
      readCheckpoint(connection);
      // Still live after the first read: so the file was not being removed while it was opened.
      if (generations.live() === generation) return { connection, generation };
      connection.close();
    } catch (error) {
      if (generations.live() === generation) throw error;
    }
  }
}
