import {
  limitText,
  STAGE_NAMES,
  type Bilingual,
  type CatalogueContent,
  type Rules,
  type ServiceType,
  type StageLimit,
} from '#kernel';
import { factsOf, policyFacts, propertyFacts, rungFacts, stepLabel } from './catalogue-facts.js';
import { differences, prefixed, type CatalogueChange, type Fact } from './fact.js';
import { STAGE_WORDS, stageLimitWords } from './words.js';

export type { CatalogueChange } from './fact.js';

/** What a catalogue says differently from the one before it; all that it says when there was none. */
export function catalogueChanges(
  old: CatalogueContent | undefined,
  next: CatalogueContent,
): readonly CatalogueChange[] {
  return differences(old ? factsOf(old) : [], factsOf(next));
}

/**
 * What would be different for cases of one service type: the limits in force for it, wherever they are said, with the
 * rungs that watch over them. A type that is gone is one change: its running cases would fall back to the catalogue's own
 * limits.
 */
export function changesBetween(old: Rules, next: Rules, serviceType: string): readonly CatalogueChange[] {
  return differences(factsFor(old, serviceType), factsFor(next, serviceType));
}

function factsFor(rules: Rules, serviceType: string): readonly Fact[] {
  const type = rules.types.get(serviceType);
  const path = `/types/${serviceType}`;
  const stages = [...STAGE_NAMES, 'reopened' as const].flatMap((stage) => {
    const limit = rules.limitOf(serviceType, stage);
    return limit
      ? [watched(rules, limit, { path: `${path}/limits/${stage}`, label: STAGE_WORDS[stage] })]
      : [];
  });
  const own = type ? [wholeOf(type, path, rules)] : [];
  return [...own, ...stages.map((fact) => prefixed(named(serviceType), fact)), ...policyFacts(rules.policy)];
}

function wholeOf(type: ServiceType, path: string, rules: Rules): Fact {
  const label = named(type.code);
  const steps = type.steps.map((step) => watched(rules, step, stepLabel(path, step)));
  const parts = [...propertyFacts(path, type), ...steps].map((fact) => prefixed(label, fact));
  return { path, label, value: type, words: type.name, parts };
}

function named(code: string): Bilingual {
  return { en: code, zh: code };
}

/** A limit with the rungs of its ladder; what the ladder is called makes no difference. */
function watched(rules: Rules, { limit, ladder }: StageLimit, place: Pick<Fact, 'path' | 'label'>): Fact {
  const rungs = rules.ladder(ladder);
  const length = { path: `${place.path}/limit`, label: place.label, value: limit, words: limitText(limit) };
  const parts = [
    length,
    ...rungFacts(`${place.path}/ladder`, rungs).map((fact) => prefixed(place.label, fact)),
  ];
  const words = stageLimitWords({ limit, ...(ladder !== undefined && { ladder }) });
  return { ...place, value: { limit, rungs }, words, parts };
}
