import { casesProjection } from '#cases';
import type { EventStore } from '#event-store';
import type { Clock } from '#kernel';
import type { Vault } from '#privacy';
import { ProjectionRunner, ReadStore, type AnyProjection, type RebuildProgress } from '#read-store';
import type { Logger } from '#telemetry';
import { unitsProjections } from '#units';

export interface Projected {
  readonly folder: string;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** Every read model there is. */
export function projectionsOf(vault: Vault): readonly AnyProjection[] {
  return [...unitsProjections(), casesProjection(vault)];
}

/**
 * Read models ready to be read, made again first when they are of another version; the runner follows the log once it is
 * started. Writer and reader meet only in the marks, so that the writer may move into a thread of its own.
 */
export async function openViews(
  projected: Projected,
): Promise<{ runner: ProjectionRunner; views: ReadStore }> {
  const { folder, store, vault, clock, log, onProgress } = projected;
  const readers: ReadStore[] = [];
  const runner = new ProjectionRunner({
    folder,
    store,
    clock,
    projections: projectionsOf(vault),
    onAdvanced: (mark) => readers.forEach((reader) => reader.advanced(mark)),
    onFailed: (error) => log.error({ err: error }, 'a projection failed'),
  });
  await runner.prepare(onProgress);
  const views = ReadStore.open({ folder });
  readers.push(views);
  return { runner, views };
}
