import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, LogPosition } from '#event-store';
import type { Generations } from './generations.js';
import { askedForBy, type AnyProjection } from './projection.js';
import { ViewsFile } from './views-file.js';

export interface Rebuild {
  readonly store: EventStore;
  readonly projections: readonly AnyProjection[];
  readonly generations: Generations;
  /** Events in one transaction. */
  readonly batch: number;
  /** Ends it between two batches. */
  readonly signal: AbortSignal;
  readonly onFolded: (events: number) => void;
}

/**
 * Makes a new file from the whole log, whatever the live one does meanwhile: tables, rows, indexes, all of it durable.
 * It lacks a few of the last events. After a failure the file is for the next `sweep`.
 */
export async function buildViews(generation: number, rebuild: Rebuild): Promise<ViewsFile> {
  const { generations, projections, store } = rebuild;
  const path = generations.pathOf(generation);
  const building = await ViewsFile.build(path, projections);
  try {
    await foldUpTo(await store.head(), building, rebuild);
    await building.index();
  } finally {
    await building.close();
  }
  await generations.flush(generation);
  const views = await ViewsFile.open(path, projections);
  try {
    await foldUpTo(await store.head(), views, rebuild);
    return views;
  } catch (error) {
    await views.close();
    throw error;
  }
}

/** Folds what the file lacks, up to and including `target`. */
export async function foldUpTo(target: LogPosition, views: ViewsFile, rebuild: Rebuild): Promise<void> {
  const { store, projections, batch, signal, onFolded } = rebuild;
  const filter = askedForBy(projections);
  while (views.position() < target) {
    signal.throwIfAborted();
    const page = await store.readAll({ from: views.position(), filter, limit: batch });
    await views.fold(page.events, page.position);
    onFolded(views.events());
    if (page.atHead) return;
    await nextTurn();
  }
}
