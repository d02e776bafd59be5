import { evolve } from '../case-evolve.js';
import type { CaseEvent } from '../case.events.js';
import type { Case } from '../case.state.js';
import type { DeadlineName } from '../clock.events.js';

/** A limit before and after: null where it did not run, or runs no longer. ISO 8601. */
export interface DateChange {
  readonly name: DeadlineName;
  readonly from: string | null;
  readonly to: string | null;
}

export interface MigratedCase {
  readonly number: string;
  readonly serviceType: string;
  readonly changes: readonly DateChange[];
}

interface TypeCount {
  readonly serviceType: string;
  /** Cases that go over. */
  readonly cases: number;
  /** Those of them in which some date changes. */
  readonly moved: number;
}

/** What a migration would do, or has done. */
export interface MigrationReport {
  readonly cases: number;
  readonly moved: number;
  /** By code. */
  readonly types: readonly TypeCount[];
  /** The first cases in which some date changes. */
  readonly sample: readonly MigratedCase[];
}

const SAMPLE = 20;

/** Counts case after case. */
export class MigrationTally {
  private readonly types = new Map<string, TypeCount>();
  private readonly sample: MigratedCase[] = [];

  add(migrated: MigratedCase): void {
    const { serviceType, changes } = migrated;
    const { cases, moved } = this.types.get(serviceType) ?? { cases: 0, moved: 0 };
    const isMoved = changes.length > 0;
    this.types.set(serviceType, { serviceType, cases: cases + 1, moved: moved + (isMoved ? 1 : 0) });
    if (isMoved && this.sample.length < SAMPLE) this.sample.push(migrated);
  }

  report(): MigrationReport {
    const types = [...this.types.values()].sort((one, other) =>
      one.serviceType < other.serviceType ? -1 : 1,
    );
    const sum = (part: 'cases' | 'moved') => types.reduce((total, count) => total + count[part], 0);
    return { cases: sum('cases'), moved: sum('moved'), types, sample: this.sample };
  }
}

/** Which limits end at another time after these events, or begin or cease to run. */
export function dateChanges(before: Case, events: readonly CaseEvent[]): readonly DateChange[] {
  const [old, now] = [datesOf(before), datesOf(events.reduce(evolve, before))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((name) => ({ name, from: old.get(name) ?? null, to: now.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function datesOf(state: Case): ReadonlyMap<DeadlineName, string> {
  if (state === 'none') return new Map();
  return new Map(Object.values(state.clock.running).map(({ name, due }) => [name, due]));
}
