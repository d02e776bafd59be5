import { sqliteCodeOf } from '#sqlite';
import type { Generations } from './generations.js';
import type { AnyProjection } from './projection.js';
import { ViewsFile } from './views-file.js';

/** The generation in use, open for writing. */
export interface Live {
  readonly generation: number;
  readonly views: ViewsFile;
}

/** Undefined when there is none. Read models can be made again: a file lost or damaged is no reason to stop either. */
export async function openLive(
  generations: Generations,
  projections: readonly AnyProjection[],
): Promise<Live | undefined> {
  const generation = generations.live();
  if (generation === undefined) return undefined;
  try {
    return { generation, views: await ViewsFile.open(generations.pathOf(generation), projections) };
  } catch (error) {
    if (['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CANTOPEN'].includes(sqliteCodeOf(error)))
      return undefined;
    throw error;
  }
}
