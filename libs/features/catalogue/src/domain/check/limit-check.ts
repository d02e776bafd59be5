import { STAGE_NAMES, type Limit } from '#kernel';
import { below, flaw, type CatalogueFlaw } from './flaws.js';
import { both, coded, isObject, oneOf, shape, amount, type Look } from './look.js';

export const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const KEBAB_WORDS = {
  en: 'small letters and digits, joined by single hyphens',
  zh: '小写字母和数字，可用单个连字符连接',
};

/** A year of it: whatever is longer is a slip. */
const LONGEST: Readonly<Record<string, number>> = {
  'elapsed-seconds': 366 * 24 * 60 * 60,
  'elapsed-hours': 366 * 24,
  'working-hours': 366 * 24,
  'working-days': 366,
};

export const aCode: Look = coded(KEBAB, KEBAB_WORDS);

/** How long a stage may take. */
const aLimit: Look = (value, path) => {
  if (!isObject(value)) return shape({})(value, path);
  const { unit } = value;
  if (unit === 'until') return [flaw(below(path, 'unit'), 'named-moment')];
  if (unit === 'same-day') return shape({ unit: oneOf([unit]) })(value, path);
  if (typeof unit !== 'string' || !Object.hasOwn(LONGEST, unit))
    return oneOf([...Object.keys(LONGEST), 'same-day'])(unit, below(path, 'unit'));
  return shape({ unit: oneOf([unit]), amount: amount(LONGEST[unit] ?? 0) }, { from: oneOf(['next-day']) })(
    value,
    path,
  );
};

/** A length of time that starts where it is told to. */
export const aSpan: Look = both<Limit>(aLimit, (limit, path) => {
  if (!('amount' in limit)) return [flaw(below(path, 'unit'), 'whole-day')];
  return limit.from === undefined ? [] : [flaw(below(path, 'from'), 'next-day')];
});

export function aStageLimit(ladders: ReadonlySet<string>, more: Readonly<Record<string, Look>> = {}): Look {
  return shape({ limit: aLimit, ...more }, { ladder: knownIn(ladders) });
}

export function stageLimits(ladders: ReadonlySet<string>): Look {
  const look = aStageLimit(ladders);
  return shape({}, Object.fromEntries([...STAGE_NAMES, 'reopened'].map((stage) => [stage, look])));
}

function knownIn(ladders: ReadonlySet<string>): Look {
  return (value, path): readonly CatalogueFlaw[] =>
    typeof value === 'string' && ladders.has(value) ? [] : [flaw(path, 'no-such-ladder')];
}
