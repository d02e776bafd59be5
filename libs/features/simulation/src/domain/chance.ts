/** Chance that a seed repeats on any machine: mulberry32 by Tommy Ettinger (public domain), 32 bits of state. No secret. */
export class Chance {
  private state: number;

  constructor(private readonly seed: string) {
    this.state = digest(seed);
  }

  /** Chance of its own for one part of the whole: what happens in one part changes nothing in another. */
  of(part: string): Chance {
    return new Chance(`${this.seed}/${part}`);
  }

  /** From 0 to less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of them, each as likely as its weight. */
  pick<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    const total = items.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new Error('nothing to pick from');
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function digest(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return state >>> 0;
}
