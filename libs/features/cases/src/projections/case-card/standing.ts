import type { Level } from '#kernel';

/** Where a unit stood when the case last had to do with it. */
export interface Standing {
  readonly path: readonly string[];
  readonly level: Level;
}
