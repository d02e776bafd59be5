import type { Level } from '#kernel';
import type { ReadStore } from '#read-store';
import { UnitListQueries, type PlacedUnit } from '#units';
import { EXIT } from './exit-code.js';
import { Failure } from './failure.js';
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

/** The unit that was named, or else the one that all hang on. @throws Failure */
export async function unitAsked(views: ReadStore, asked: string | undefined): Promise<PlacedUnit> {
  const [root, ...more] = asked === undefined ? await rootsOf(views) : [asked];
  const unit = root === undefined ? undefined : await new UnitListQueries(views).find(root, Date.now());
  if (unit && more.length === 0) return unit;
  const which = {
    en: 'The grid has not one root: name a unit with --unit.',
    zh: '网格没有唯一的顶级单位：请用 --unit 指定。',
  };
  const none = { en: `There is no unit ${asked}.`, zh: `没有单位 ${asked}。` };
  throw new Failure(EXIT.notFound, asked === undefined ? which : none);
}
