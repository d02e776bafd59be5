import type { Level } from './actor.js';
import type { Bilingual } from './rejection.js';

/** One unit of the grid as it stands now. */
export interface Unit {
  readonly id: string;
  readonly level: Level;
  /** Absent for the root. */
  readonly parent?: string;
  readonly name: Bilingual;
  /** Closed units keep their place, so that old cases still read well, but take no new work. */
  readonly open: boolean;
}

/** The grid at one moment: what powers and routing are decided on. */
export interface UnitTree {
  unit(id: string): Unit | undefined;
  /** Unit ids from the root down to and including `id`; empty for an unknown unit. */
  pathOf(id: string): readonly string[];
}

/** Whether `id` is `ancestor` itself or lies below it. */
export function isWithin(tree: UnitTree, id: string, ancestor: string): boolean {
  return tree.pathOf(id).includes(ancestor);
}

/** A tree from its units alone; parents may come in any order. */
export function unitTreeOf(units: Iterable<Unit>): UnitTree {
  const byId = new Map([...units].map((unit) => [unit.id, unit]));
  const paths = new Map<string, readonly string[]>();
  const pathOf = (id: string): readonly string[] => {
    const known = paths.get(id);
    if (known) return known;
    const unit = byId.get(id);
    const path = unit ? [...(unit.parent ? pathOf(unit.parent) : []), id] : [];
    paths.set(id, path);
    return path;
  };
  return { unit: (id) => byId.get(id), pathOf };
}
