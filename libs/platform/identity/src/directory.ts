import type { Position, UnitTree } from '#kernel';

/** Who holds which position where, now. The units feature keeps it from its events; tests hand in their own. */
export abstract class Directory {
  abstract units(): Promise<UnitTree>;
  /** Positions in force, own ones first, then those held for another by a mandate. Empty for an unknown person. */
  abstract positionsOf(personId: string): Promise<readonly Position[]>;
}

/** The directory as plain values, for specs and journeys. */
export class InMemoryDirectory extends Directory {
  constructor(
    private readonly tree: UnitTree,
    private readonly positions: Readonly<Record<string, readonly Position[]>>,
  ) {
    super();
  }

  units(): Promise<UnitTree> {
    return Promise.resolve(this.tree);
  }

  positionsOf(personId: string): Promise<readonly Position[]> {
    return Promise.resolve(this.positions[personId] ?? []);
  }
}
