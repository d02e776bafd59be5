import { Chance } from '../domain/chance.js';
import { countyOf, NANHAI, scaled, type County, type Neighbourhood } from '../domain/county.js';
import { LIVES, live, liveTwice } from './case-lives.js';
import { CaseScript, type CaseFacts, type PlannedStep } from './case-script.js';
import { HOURS, MATTERS } from './matters.js';

/** What a person asks for; the same wish is always the same plan. */
export interface SimulationWish {
  readonly seed: string;
  /** 1 for the whole of Nanhai. */
  readonly scale: number;
  readonly cases: number;
  readonly days: number;
  /** Local midnight with which it begins; milliseconds since 1970. */
  readonly start: number;
}

/** A county and everything that its people will do, with who, what and when. */
export interface SimulationPlan {
  readonly county: County;
  readonly start: number;
  readonly end: number;
  /** In the order of time. */
  readonly steps: readonly PlannedStep[];
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A duplicate comes so many minutes after the case that it repeats. */
const REPEATED_AFTER = 15;

/** Pure: no clock, no chance but the seed's. @param caseIdOf the id of the case with this number */
export function simulationPlanOf(wish: SimulationWish, caseIdOf: (index: number) => string): SimulationPlan {
  const { seed, scale, cases, days, start } = wish;
  const chance = new Chance(seed);
  const county = countyOf(scaled(NANHAI, scale), chance.of('county'));
  const placeOf = byHouseholds(county.neighbourhoods);
  const end = start + days * DAY;
  const scripts: CaseScript[] = [];
  while (scripts.length < cases) {
    const index = scripts.length;
    const own = chance.of(`case-${index}`);
    const facts = factsOf(caseIdOf(index), own, placeOf, wish);
    const script = new CaseScript(facts, own);
    const life = own.pick(LIVES);
    scripts.push(script);
    const repeatedAt = script.after(REPEATED_AFTER);
    if (life !== 'merged' || scripts.length === cases || repeatedAt >= end) {
      live(script, life);
      continue;
    }
    const again = { ...facts, caseId: caseIdOf(index + 1), reportedAt: repeatedAt };
    const duplicate = new CaseScript(again, own.of('duplicate'));
    liveTwice(script, duplicate);
    scripts.push(duplicate);
  }
  const steps = scripts.flatMap((script) => script.steps).filter(({ at }) => at < end);
  return { county, start, end, steps: steps.sort((one, other) => one.at - other.at) };
}

function factsOf(
  caseId: string,
  chance: Chance,
  placeOf: (chance: Chance) => Neighbourhood,
  { start, days }: SimulationWish,
): CaseFacts {
  const hour = chance.pick(HOURS.map((weight, index) => [weight, index] as const));
  const reportedAt =
    start + chance.between(0, days - 1) * DAY + hour * HOUR + chance.between(0, HOUR / 1000 - 1) * 1000;
  const matter = chance.pick(MATTERS.map((each) => [each.weight, each] as const));
  return { caseId, matterId: caseId, matter, place: placeOf(chance), reportedAt };
}

/** Where more households live, more comes up. */
function byHouseholds(neighbourhoods: readonly Neighbourhood[]): (chance: Chance) => Neighbourhood {
  let total = 0;
  const upTo = neighbourhoods.map(({ households }) => (total += households));
  return (chance) => {
    const household = chance.next() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > household) high = middle;
      else low = middle + 1;
    }
    const found = neighbourhoods[low];
    if (!found) throw new Error('a county without groups');
    return found;
  };
}
