const SHELVES = 256;

type Shelf<Value> = ReadonlyMap<string, Value>;

/**
 * A map whose contents never change: `with` answers a new map that shares 255 of 256 shelves with this one. A tree of
 * 7,500 units therefore costs some 30 entries per step instead of 7,500, and a state once handed out stays what it was.
 */
export class PersistentMap<Value> {
  private constructor(
    private readonly shelves: readonly (Shelf<Value> | undefined)[],
    readonly size: number,
  ) {}

  static empty<Value>(): PersistentMap<Value> {
    return new PersistentMap<Value>(Array.from({ length: SHELVES }), 0);
  }

  get(key: string): Value | undefined {
    return this.shelves[shelfOf(key)]?.get(key);
  }

  with(key: string, value: Value): PersistentMap<Value> {
    return this.withAll([[key, value]]);
  }

  /** Each shelf that is touched is copied once, however many of the entries lie on it. */
  withAll(entries: Iterable<readonly [string, Value]>): PersistentMap<Value> {
    const shelves = [...this.shelves];
    const fresh = new Map<number, Map<string, Value>>();
    let { size } = this;
    for (const [key, value] of entries) {
      const place = shelfOf(key);
      const shelf = fresh.get(place) ?? new Map(shelves[place]);
      if (!shelf.has(key)) size += 1;
      fresh.set(place, shelf.set(key, value));
      shelves[place] = shelf;
    }
    return new PersistentMap(shelves, size);
  }

  *values(): IterableIterator<Value> {
    for (const shelf of this.shelves) if (shelf) yield* shelf.values();
  }
}

/** FNV-1a, folded to the number of shelves. */
function shelfOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & (SHELVES - 1);
}
