import type { Level } from '#kernel';
import type { ReadStore } from '#read-store';
import { UnitListQueries, type PlacedUnit } from '#units';
import { pagesOf } from './pages.js';

interface Chosen {
  readonly below?: string;
  readonly level?: Level;
  readonly closed?: boolean;
}

/** Deeper than any grid. */
const WHOLE_DEPTH = 64;

/** Along the tree: each unit after the one it hangs on. */
export async function unitsIn(
  views: ReadStore,
  { below, level, closed = false }: Chosen,
): Promise<readonly PlacedUnit[]> {
  const queries = new UnitListQueries(views);
  const filter = {
    at: Date.now(),
    depth: WHOLE_DEPTH,
    closedToo: closed,
    ...(below === undefined ? {} : { below }),
    ...(level === undefined ? {} : { level }),
  };
  const units = await pagesOf(
    (after, limit) => queries.list({ ...filter, after, limit }),
    (unit) => unit.unit_id,
  );
  return units.sort((one, other) => (one.path.join('/') < other.path.join('/') ? -1 : 1));
}

/** Units that hang on nothing. */
export async function rootsOf(views: ReadStore): Promise<readonly string[]> {
  const filter = { at: Date.now(), depth: 1, closedToo: true, after: '', limit: 1000 };
  return (await new UnitListQueries(views).list(filter)).map((unit) => unit.unit_id);
}
