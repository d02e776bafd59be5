import type { LogPosition } from '#event-store';
import type { AnyProjection } from './projection.js';
import type { SqliteConnection } from './sqlite.connection.js';

/** How far a file of read models is; kept in the file itself. */
export interface Checkpoint {
  readonly position: LogPosition;
  /** Events folded since the file was begun. */
  readonly events: number;
  /** Which projections in which versions the rows were made by. */
  readonly madeBy: string;
}

export function makeCheckpoint(connection: SqliteConnection, start: Checkpoint): void {
  connection.handle.exec(`create table views_checkpoint (
    id integer primary key check (id = 1), position text not null, events integer not null, madeBy text not null)`);
  connection
    .prepare('insert into views_checkpoint (id, position, events, madeBy) values (1, ?, ?, ?)')
    .run(start.position, start.events, start.madeBy);
}

export function readCheckpoint(connection: SqliteConnection): Checkpoint {
  return connection.prepare('select position, events, madeBy from views_checkpoint').get() as Checkpoint;
}

/** Moves on from the place this writer has left it at; another writer's step in between is an error, never a second count. */
export function moveCheckpoint(connection: SqliteConnection, from: Checkpoint, to: Checkpoint): void {
  const { changes } = connection
    .prepare('update views_checkpoint set position = ?, events = ? where position = ? and events = ?')
    .run(to.position, to.events, from.position, from.events);
  if (changes !== 1) throw new Error('somebody else has written to the read models');
}

/** Rows made by other projections, or by other versions of them, must be made again. */
export function madeBy(projections: readonly AnyProjection[]): string {
  return projections
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(' ');
}
