import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import type { AnyProjection } from '../projection.js';
import { ProjectionRunner } from '../projection-runner.js';
import { ReadStore } from '../read-store.js';
import { clock } from './log.js';
import type { TallyTables } from './tally.projection.js';

const endings: (() => unknown)[] = [];

/** Ends what a spec has started, the last thing first; for `afterEach`. */
export async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'views-'));
  endings.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A runner that is prepared and follows the log, and a reader that it informs. */
export async function follow(folder: string, store: EventStore, projections: readonly AnyProjection[]) {
  const failures: Error[] = [];
  const readers: ReadStore[] = [];
  const runner = new ProjectionRunner({
    folder,
    store,
    projections,
    clock,
    onAdvanced: (mark) => readers.forEach((reader) => reader.advanced(mark)),
    onFailed: (error) => failures.push(error),
  });
  endings.push(() => runner.stop());
  await runner.prepare();
  const views = readerOf(folder);
  readers.push(views);
  runner.start();
  return { runner, views, failures };
}

export function readerOf(folder: string): ReadStore {
  const views = ReadStore.open({ folder });
  endings.push(() => views.close());
  return views;
}

export const talliesIn = (views: ReadStore) =>
  views.db<TallyTables>().selectFrom('tally').selectAll().orderBy('stream').execute();

export async function entriesIn(views: ReadStore): Promise<number> {
  const { n } = await views
    .db<TallyTables>()
    .selectFrom('entry')
    .select((row) => row.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
