export interface BackOff {
  /** Wait after the first failure, in milliseconds. */
  readonly first: number;
  /** Each further wait is so many times the one before. */
  readonly factor: number;
  /** Milliseconds. */
  readonly longest: number;
  /** Attempts altogether. */
  readonly attempts: number;
}

/** Ten attempts in about half a day. */
export const PATIENT: BackOff = { first: 5_000, factor: 4, longest: 4 * 3_600_000, attempts: 10 };

/**
 * Milliseconds to wait after so many attempts; undefined when there will be no further one. Half of it is chance, so that
 * those who failed together do not come back together.
 */
export function waitAfter(
  attempts: number,
  { first, factor, longest, attempts: most }: BackOff,
  random: () => number,
): number | undefined {
  if (attempts >= most) return undefined;
  const full = Math.min(longest, first * factor ** (attempts - 1));
  return Math.round(full * (0.5 + random() / 2));
}
