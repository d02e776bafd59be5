import type { Unit, UnitTree } from '#kernel';
import { valueAt } from './timeline.js';
import type { UnitRecord, Units } from './unit.state.js';

/** The tree as it stands at one moment; answers are worked out when they are asked for, and kept. */
export class UnitTreeAt implements UnitTree {
  private readonly units = new Map<string, Unit | undefined>();
  private readonly paths = new Map<string, readonly string[]>();

  constructor(
    private readonly state: Units,
    /** Milliseconds since 1970; `Infinity` reads the tree as it is planned. */
    readonly time: number,
  ) {}

  /** Also when it is closed; not before it opens. */
  unit(id: string): Unit | undefined {
    if (!this.units.has(id)) this.units.set(id, unitAt(this.state.records.get(id), this.time));
    return this.units.get(id);
  }

  pathOf(id: string): readonly string[] {
    const known = this.paths.get(id);
    if (known) return known;
    const unit = this.unit(id);
    const path = unit ? [...(unit.parent === undefined ? [] : this.pathOf(unit.parent)), id] : [];
    this.paths.set(id, path);
    return path;
  }

  /** The committee that the unit is or lies under. */
  committeeOf(id: string): string | undefined {
    return this.pathOf(id).find((step) => this.unit(step)?.level === 'committee');
  }

  /** The moment from which on another tree holds; `Infinity` when nothing is planned. */
  nextChange(): number {
    if (this.time >= this.state.lastChange) return Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const record of this.state.records.values()) {
      for (const date of datesOf(record)) if (date > this.time && date < next) next = date;
    }
    return next;
  }
}

function unitAt(record: UnitRecord | undefined, time: number): Unit | undefined {
  if (!record || time < record.opened) return undefined;
  const name = valueAt(record.names, time);
  if (!name) return undefined;
  const parent = valueAt(record.parents, time);
  return {
    id: record.id,
    level: record.level,
    ...(parent === undefined ? {} : { parent }),
    name,
    open: record.closed === undefined || time < record.closed,
  };
}

function datesOf({ opened, closed, parents, names }: UnitRecord): readonly number[] {
  return [opened, closed ?? opened, ...parents.map(({ from }) => from), ...names.map(({ from }) => from)];
}
