import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { EventFilter, LogPosition, StoredEvent } from '#event-store';

/** A projection whatever its tables, as lists of them hold it. */
export interface AnyProjection {
  /** Kebab-case, unique among the projections of a file; stored. */
  readonly name: string;
  /** Another number makes all read models of the file be rebuilt. */
  readonly version: number;
  /** What it asks for; the runner skips the rest. */
  readonly filter: EventFilter;
  /** The tables, then what changed since that needs no rebuild; run in the order of their names, each once in a file. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Made once, when a rebuild has filled the tables. An index that comes later is a migration. */
  readonly indexes?: Migration['up'];
  /** Events after which a row that was overwritten must be in no file any more: the write-ahead log is emptied then. */
  readonly erasedBy?: readonly string[];
  apply(events: readonly StoredEvent[], db: unknown): Promise<void>;
}

/**
 * Events → rows. Several projections share one file, one transaction and one checkpoint, so that each event counts
 * exactly once; their table names must differ. Nothing is remembered between two calls but what is in the tables: a
 * batch may be rolled back and come again, cut at other places.
 */
export interface Projection<Tables> extends AnyProjection {
  /** Folds events in log order, inside the transaction that also saves the checkpoint; awaits nothing but `db`. */
  apply(events: readonly StoredEvent[], db: Kysely<Tables>): Promise<void>;
}

/** How far the read models are, and in which file: what a runner tells readers; plain data, fit for a message. */
export interface ViewsMark {
  readonly generation: number;
  readonly position: LogPosition;
}

/** A projection could not fold an event; everything before the event is in the read models. */
export class ProjectionFailed extends Error {
  constructor(
    readonly projection: string,
    /** Position of the event that could not be folded. */
    readonly position: LogPosition,
    cause: unknown,
  ) {
    super(`projection ${projection} fails on the event at ${position}: ${String(cause)}`, { cause });
    this.name = 'ProjectionFailed';
  }
}

/** One filter that lets through at least what each of the projections asks for. */
export function askedForBy(projections: readonly AnyProjection[]): EventFilter {
  const streamPrefixes = union(projections.map(({ filter }) => filter.streamPrefixes));
  const types = union(projections.map(({ filter }) => filter.types));
  return { ...(streamPrefixes && { streamPrefixes }), ...(types && { types }) };
}

/** An absent part holds always, and so it does in the union. */
function union(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return parts.includes(undefined) ? undefined : [...new Set(parts.flatMap((part) => part ?? []))];
}
