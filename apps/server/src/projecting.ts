import type { EventStore } from '#event-store';
import type { Clock } from '#kernel';
import type { Vault } from '#privacy';
import { ProjectionRunner, ReadStore, type RebuildProgress, type ViewsMark } from '#read-store';
import type { Logger } from '#telemetry';
import type { Closing } from './closing.js';
import { ProjectingThread, type ThreadData } from './projecting-thread.js';
import { projectionsOf, type Projecting } from './projections.js';
import type { Rooms } from './rooms.js';

export interface Projected {
  readonly folder: string;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Logger;
  /** Given: the rows are written in a thread of its own, over the same files. */
  readonly thread?: ThreadData;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * Read models ready to be read, made again first when they are of another version; the runner follows the log once it is
 * started. Writer and reader meet only in the marks.
 */
export async function openViews(
  projected: Projected,
  closing: Closing,
): Promise<Pick<Rooms, 'runner' | 'views' | 'whenAdvanced'>> {
  const { folder, log, onProgress } = projected;
  const listeners: ((mark: ViewsMark) => void)[] = [];
  const onAdvanced = (mark: ViewsMark) => listeners.forEach((heard) => heard(mark));
  const onFailed = (error: Error) => log.error({ err: error }, 'a projection failed');
  const runner = closing.after(runnerOf(projected, onAdvanced, onFailed), (opened) => opened.stop());
  await runner.prepare(onProgress);
  const views = closing.afterOpening(ReadStore.open({ folder }));
  listeners.push((mark) => views.advanced(mark));
  return { runner, views, whenAdvanced: (heard) => void listeners.push(heard) };
}

function runnerOf(
  { folder, store, vault, clock, thread }: Projected,
  onAdvanced: (mark: ViewsMark) => void,
  onFailed: (error: Error) => void,
): Projecting {
  if (thread) return new ProjectingThread(thread, onAdvanced, onFailed);
  return new ProjectionRunner({
    folder,
    store,
    clock,
    projections: projectionsOf(vault),
    onAdvanced,
    onFailed,
  });
}
