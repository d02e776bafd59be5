import { CATCH_UPS, RUNG_ACTIONS, unreachable, type Limit, type Rung, type RungMoment } from '#kernel';
import { below, flaw, type CatalogueFlaw, type FlawCode } from './flaws.js';
import { aCode, aSpan } from './limit-check.js';
import { amount, bilingual, both, byCode, isObject, listOf, oneOf, shape, whole, type Look } from './look.js';

const LONGEST_LABEL = 60;
const HIGHEST_LEVEL = 9;

const aMoment: Look = (value, path) => {
  if (!isObject(value)) return shape({})(value, path);
  if (Object.hasOwn(value, 'before')) return shape({ before: aSpan })(value, path);
  if (Object.hasOwn(value, 'after')) return shape({ after: aSpan })(value, path);
  return shape({ percent: amount(100) })(value, path);
};

const aRung: Look = both<Rung>(
  shape(
    { code: aCode, at: aMoment, action: oneOf(RUNG_ACTIONS), label: bilingual(LONGEST_LABEL) },
    { level: whole(1, HIGHEST_LEVEL), catchUp: oneOf(CATCH_UPS) },
  ),
  ({ action, level }, path) => {
    if (action === 'raise') return level === undefined ? [flaw(below(path, 'level'), 'level-missing')] : [];
    return level === undefined ? [] : [flaw(below(path, 'level'), 'level-unasked')];
  },
);

/** Rungs in the order of time, whatever the calendar: the next one to arm is always the next one in the list. */
export const aLadder: Look = both<readonly Rung[]>(listOf(aRung, byCode), (rungs, path) =>
  rungs.slice(1).flatMap((rung, index): readonly CatalogueFlaw[] => {
    const before = rungs[index];
    const code = before && complaintAbout(before.at, rung.at);
    return code ? [flaw(below(below(path, index + 1), 'at'), code)] : [];
  }),
);

function complaintAbout(earlier: RungMoment, later: RungMoment): FlawCode | undefined {
  const [one, other] = [placeOf(earlier), placeOf(later)];
  if (one.part !== other.part) return one.part < other.part ? undefined : 'out-of-order';
  if (one.scale !== other.scale) return 'order-unknown';
  return one.at <= other.at ? undefined : 'out-of-order';
}

/** Where a rung stands: on its way to the end, at it or past it, and how far along on which scale. */
interface Place {
  readonly part: 0 | 1 | 2;
  readonly scale: string;
  readonly at: number;
}

function placeOf(moment: RungMoment): Place {
  if ('percent' in moment)
    return moment.percent < 100
      ? { part: 0, scale: 'percent', at: moment.percent }
      : { part: 1, scale: '', at: 0 };
  if ('before' in moment) {
    const { scale, length } = lengthOf(moment.before);
    return { part: 0, scale, at: -length };
  }
  const { scale, length } = lengthOf(moment.after);
  return { part: 2, scale, at: length };
}

function lengthOf(limit: Limit): { readonly scale: string; readonly length: number } {
  switch (limit.unit) {
    case 'elapsed-seconds':
      return { scale: 'elapsed', length: limit.amount };
    case 'elapsed-hours':
      return { scale: 'elapsed', length: limit.amount * 3_600 };
    case 'working-hours':
    case 'working-days':
      return { scale: limit.unit, length: limit.amount };
    case 'same-day':
    case 'until':
      return { scale: limit.unit, length: 0 };
    default:
      return unreachable(limit);
  }
}
