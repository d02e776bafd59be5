import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { accepts, LOG_START, type LogPosition, type StoredEvent } from '#event-store';
import { madeBy, makeCheckpoint, moveCheckpoint, readCheckpoint, type Checkpoint } from './checkpoint.js';
import { ProjectionFailed, type AnyProjection } from './projection.js';
import type { Views } from './read-store.js';
import { SqliteConnection } from './sqlite.connection.js';
import { kyselyOver } from './sqlite.dialect.js';

/** The writing side of one file of read models: rows and checkpoint move together, one batch after the other. */
export class ViewsFile implements Views {
  private readonly kysely: Kysely<unknown>;
  private readonly folds: readonly { projection: AnyProjection; asksFor: (event: StoredEvent) => boolean }[];
  private checkpoint: Checkpoint;
  private lastWork: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly connection: SqliteConnection,
    private readonly projections: readonly AnyProjection[],
  ) {
    this.kysely = kyselyOver({ acquire: () => connection, release: () => {} });
    this.folds = projections.map((projection) => ({ projection, asksFor: accepts(projection.filter) }));
    this.checkpoint = readCheckpoint(connection);
  }

  /** A new file with empty tables, without indexes, that nobody may read yet: a crash leaves rubbish. */
  static async build(path: string, projections: readonly AnyProjection[]): Promise<ViewsFile> {
    const connection = new SqliteConnection(path, 'build');
    makeCheckpoint(connection, { position: LOG_START, events: 0, madeBy: madeBy(projections) });
    const views = new ViewsFile(connection, projections);
    await views.migrate();
    return views;
  }

  /** A built file, to be kept up to date. */
  static async open(path: string, projections: readonly AnyProjection[]): Promise<ViewsFile> {
    const views = new ViewsFile(new SqliteConnection(path, 'fold'), projections);
    if (views.isMadeBy(projections)) await views.migrate();
    return views;
  }

  /** Read models in memory, for the specs of projections and queries. */
  static async inMemory(projections: readonly AnyProjection[]): Promise<ViewsFile> {
    const views = await ViewsFile.build(':memory:', projections);
    await views.index();
    return views;
  }

  db<Tables>(): Kysely<Tables> {
    return this.kysely as Kysely<Tables>;
  }

  position(): LogPosition {
    return this.checkpoint.position;
  }

  /** Events folded since the file was begun. */
  events(): number {
    return this.checkpoint.events;
  }

  isMadeBy(projections: readonly AnyProjection[]): boolean {
    return this.checkpoint.madeBy === madeBy(projections);
  }

  /**
   * Folds events that follow `position()`, and moves it to `position`. A batch that fails is folded again one event at a
   * time: what comes before the bad event is served, and the bad one has a name.
   * @throws ProjectionFailed
   */
  fold(events: readonly StoredEvent[], position = events.at(-1)?.position ?? this.position()): Promise<void> {
    return this.alone(async () => {
      try {
        await this.transaction(events, position);
      } catch (error) {
        if (events.length < 2) throw error;
        for (const event of events) await this.transaction([event], event.position);
        await this.transaction([], position);
      }
    });
  }

  /** Makes the indexes; each holds the event loop while it is made. */
  index(): Promise<void> {
    return this.alone(async () => {
      for (const { indexes } of this.projections) {
        await indexes?.(this.kysely);
        await nextTurn();
      }
    });
  }

  /** Empties the write-ahead log, so that overwritten rows are in no file any more. False while a reader is in the way. */
  truncateWal(): Promise<boolean> {
    return this.alone(async () => {
      const { handle } = this.connection;
      if (!handle.open) return true; // replaced meanwhile, by a file that was emptied before it was put in use
      handle.pragma('busy_timeout = 0');
      const [outcome] = handle.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      handle.pragma('busy_timeout = 5000');
      return outcome?.busy === 0;
    });
  }

  close(): Promise<void> {
    return this.alone(async () => this.connection.close());
  }

  private async transaction(events: readonly StoredEvent[], position: LogPosition): Promise<void> {
    const next = { ...this.checkpoint, position, events: this.checkpoint.events + events.length };
    this.connection.prepare('begin immediate').run();
    try {
      await this.apply(events);
      moveCheckpoint(this.connection, this.checkpoint, next);
      this.connection.prepare('commit').run();
    } catch (error) {
      if (this.connection.handle.inTransaction) this.connection.prepare('rollback').run();
      throw error;
    }
    this.checkpoint = next;
  }

  private async apply(events: readonly StoredEvent[]): Promise<void> {
    for (const { projection, asksFor } of this.folds) {
      const asked = events.filter(asksFor);
      if (asked.length === 0) continue;
      try {
        await projection.apply(asked, this.kysely);
      } catch (error) {
        const [event, ...others] = asked;
        throw event && others.length === 0
          ? new ProjectionFailed(projection.name, event.position, error)
          : error;
      }
    }
  }

  private async migrate(): Promise<void> {
    const all = this.projections.flatMap(({ name, migrations }) =>
      Object.entries(migrations).map(([step, migration]): [string, Migration] => [
        `${name}/${step}`,
        migration,
      ]),
    );
    const migrator = new Migrator({
      db: this.kysely,
      provider: { getMigrations: async () => Object.fromEntries(all) },
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  }

  /** One piece of work at a time on the one connection. */
  private alone<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const done = this.lastWork.then(work);
    this.lastWork = done.catch(() => {});
    return done;
  }
}
