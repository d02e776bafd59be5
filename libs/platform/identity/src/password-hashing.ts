import { hash, verify } from '@node-rs/argon2';
import { plainPassword } from './password-rule.js';
import { refuse } from './refusals.js';

export interface PasswordHashingOptions {
  /** Memory of one hash in KiB; default 19,456 (OWASP, with two passes). */
  readonly memoryKiB?: number;
  /** Default 2. */
  readonly passes?: number;
  /** Hashes at once, each on a thread of its own with its own memory; default 2. */
  readonly atOnce?: number;
  /** Hashes that may wait for their turn; default 32, about half a second's work. Beyond it the answer is a refusal. */
  readonly waiting?: number;
}

/** Argon2id off the main thread, a few at a time: however many sign in at once, memory and processors stay bounded. */
export class PasswordHashing {
  private readonly parameters: { readonly memoryCost: number; readonly timeCost: number };
  private readonly atOnce: number;
  private readonly mostWaiting: number;
  private readonly waiting: (() => void)[] = [];
  private atWork = 0;

  constructor({ memoryKiB = 19_456, passes = 2, atOnce = 2, waiting = 32 }: PasswordHashingOptions = {}) {
    this.parameters = { memoryCost: memoryKiB, timeCost: passes };
    this.atOnce = atOnce;
    this.mostWaiting = waiting;
  }

  /** PHC string with its own salt and parameters. @throws Rejection `too-many-attempts` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(plainPassword(password), this.parameters));
  }

  /** Without a hash it takes the same time and is never right. @throws Rejection `too-many-attempts` */
  verify(stored: string | undefined, password: string): Promise<boolean> {
    return this.inTurn(async () => {
      const fits = await verify(stored ?? this.hashOfNothing(), plainPassword(password));
      return fits && stored !== undefined;
    });
  }

  private hashOfNothing(): string {
    const { memoryCost, timeCost } = this.parameters;
    return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
  }

  private async inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.atWork < this.atOnce) this.atWork += 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.atWork -= 1;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting) {
      throw refuse('too-many-attempts', { details: { retryAfterSeconds: 1 } });
    }
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }
}
