import type { Bilingual } from '#kernel';
import type { Episode } from './episode.js';
import type { Frame } from './frame.js';

export const PARTS = ['numerator', 'denominator'] as const;
export type Part = (typeof PARTS)[number];

/** What one episode adds to the two sides of a figure. */
export type Tally = Readonly<Record<Part, number>>;

/**
 * count: a number alone, the denominator is 0 · share: the numerator is a part of the denominator · mean: so many per
 * episode · ratio: one flow over another, which may exceed 1 · median: hours of working time over so many.
 */
export type FigureKind = 'count' | 'share' | 'mean' | 'ratio' | 'median';

/** A figure's name and rule, in both languages. `version` grows when the rule changes: published figures name it. */
export interface Definition {
  /** Kebab-case, stable. */
  readonly id: string;
  readonly version: number;
  readonly kind: FigureKind;
  readonly name: Bilingual;
  readonly rule: Bilingual;
}

export interface Formula extends Definition {
  readonly tally: (episode: Episode, frame: Frame) => Tally;
}

type Words = readonly [en: string, zh: string];
type Count = (episode: Episode, frame: Frame) => number | boolean;

/** `id`, name and rule of a formula, then what its sides count. */
export function formulaOf(
  kind: FigureKind,
  id: string,
  [nameEn, nameZh]: Words,
  [ruleEn, ruleZh]: Words,
  numerator: Count,
  denominator: Count = () => 0,
): Formula {
  return {
    id,
    version: 1,
    kind,
    name: { en: nameEn, zh: nameZh },
    rule: { en: ruleEn, zh: ruleZh },
    tally: (episode, frame) => ({
      numerator: Number(numerator(episode, frame)),
      denominator: Number(denominator(episode, frame)),
    }),
  };
}
