/** What kind of no it is; the rim turns it into a status: 400, 401, 403, 404, 409, 412, 422, 429, 503. */
export type RejectionKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

/** A sentence for people, in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** Who could have done it, for a refusal that helps: a role at a unit, never a person. */
export interface WhoMay {
  readonly role: string;
  /** Unit id; absent where the role may act anywhere. */
  readonly unit?: string;
}

/** A command that the business refuses. Codes are kebab-case, stable, and belong to one feature's table. */
export class Rejection<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    readonly kind: RejectionKind,
    readonly sentence: Bilingual,
    readonly whoMay: readonly WhoMay[] = [],
    /** More for programs, plain JSON without personal data. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${sentence.en}`);
    this.name = 'Rejection';
  }
}

export type RejectionTable<Code extends string> = Readonly<
  Record<Code, readonly [RejectionKind, string, string]>
>;

/**
 * A feature's one table of refusals, `code: [kind, English, Chinese]`, turned into the function that makes them.
 * @example const refuse = rejectionsOf({ 'case-not-found': ['not-found', 'There is no such case.', '没有这个案件。'] });
 */
export function rejectionsOf<Code extends string>(table: RejectionTable<Code>) {
  return (
    code: Code,
    more: { whoMay?: readonly WhoMay[]; details?: Readonly<Record<string, unknown>> } = {},
  ): Rejection<Code> => {
    const [kind, en, zh] = table[code];
    return new Rejection(code, kind, { en, zh }, more.whoMay, more.details);
  };
}
