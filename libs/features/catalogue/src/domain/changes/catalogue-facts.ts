import {
  limitText,
  type Bilingual,
  type CasePolicy,
  type CatalogueContent,
  type Ladder,
  type ServiceType,
  type StagedLimit,
  type StageLimits,
} from '#kernel';
import { prefixed, type Fact } from './fact.js';
import { fieldWords, plainWords, POLICY_WORDS, rungWords, STAGE_WORDS, stageLimitWords } from './words.js';

/** All that a catalogue says. */
export function factsOf({ name, policy, limits, ladders, types }: CatalogueContent): readonly Fact[] {
  return [
    { path: '/name', label: { en: 'name', zh: '名称' }, value: name, words: name },
    ...policyFacts(policy),
    ...limitFacts('/limits', limits).map((fact) => prefixed(EVERYWHERE, fact)),
    ...Object.entries(ladders).map(([code, ladder]) => ladderFact(code, ladder)),
    ...types.map(typeFact),
  ];
}

const EVERYWHERE = { en: 'all types without a limit of their own', zh: '未单列时限的事项' };

export function policyFacts(policy: CasePolicy): readonly Fact[] {
  return (Object.keys(POLICY_WORDS) as (keyof CasePolicy)[]).map((figure) => {
    const value = policy[figure];
    const words = typeof value === 'object' ? limitText(value) : plainWords(value);
    return { path: `/policy/${figure}`, label: POLICY_WORDS[figure], value, words };
  });
}

function limitFacts(path: string, limits: StageLimits): readonly Fact[] {
  return (Object.keys(STAGE_WORDS) as (keyof StageLimits)[]).flatMap((stage) => {
    const value = limits[stage];
    if (!value) return [];
    return [{ path: `${path}/${stage}`, label: STAGE_WORDS[stage], value, words: stageLimitWords(value) }];
  });
}

function ladderFact(code: string, ladder: Ladder): Fact {
  const path = `/ladders/${code}`;
  const label = { en: `ladder ${code}`, zh: `督办阶梯 ${code}` };
  const count = ladder.length;
  const words = { en: `${count} ${count === 1 ? 'rung' : 'rungs'}`, zh: `${count} 级` };
  const parts = rungFacts(path, ladder).map((fact) => prefixed(label, fact));
  return { path, label, value: ladder, words, parts };
}

export function rungFacts(path: string, ladder: Ladder): readonly Fact[] {
  return ladder.map((rung) => ({
    path: `${path}/${rung.code}`,
    label: { en: `rung ${rung.code}`, zh: `${rung.code} 级` },
    value: rung,
    words: rungWords(rung),
  }));
}

function typeFact(type: ServiceType): Fact {
  const { code, name, limits, steps } = type;
  const path = `/types/${code}`;
  const label = { en: `${code} ${name.en}`, zh: `${code} ${name.zh}` };
  const parts = [
    ...propertyFacts(path, type),
    ...limitFacts(`${path}/limits`, limits),
    ...stepFacts(path, steps),
  ];
  return { path, label, value: type, words: name, parts: parts.map((fact) => prefixed(label, fact)) };
}

function stepFacts(path: string, steps: readonly StagedLimit[]): readonly Fact[] {
  return steps.map((step) => {
    const { en, zh } = stageLimitWords(step);
    const words = { en: `${step.name.en}, ${en}`, zh: `${step.name.zh}，${zh}` };
    return { ...stepLabel(path, step), value: step, words };
  });
}

export function stepLabel(path: string, { code }: StagedLimit): Pick<Fact, 'path' | 'label'> {
  return {
    path: `${path}/steps/${code}`,
    label: { en: `step ${code}`, zh: `阶段 ${code}` },
  };
}

/** All of a type but its limits and steps. */
export function propertyFacts(path: string, type: ServiceType): readonly Fact[] {
  const fact = (property: keyof ServiceType, en: string, zh: string, value: unknown, words: Bilingual) => ({
    path: `${path}/${property}`,
    label: { en, zh },
    value,
    words,
  });
  const { name, urgency, onSpot, identityProtected, consultation, whistle, closing } = type;
  return [
    fact('name', 'name', '名称', name, name),
    fact('urgency', 'urgency', '紧急程度', urgency, plainWords(urgency)),
    fact('onSpot', 'may settle it on the spot', '可随手办', onSpot.toSorted(), plainWords(onSpot)),
    fact(
      'identityProtected',
      'identity protected',
      '身份保护',
      identityProtected,
      plainWords(identityProtected),
    ),
    fact('consultation', 'consultation', '可协商', consultation, plainWords(consultation)),
    fact('whistle', 'whistle', '可吹哨', whistle, plainWords(whistle)),
    fact('closing', 'closed when', '结案条件', closing, closing),
    ...type.fields.map((field) => ({
      path: `${path}/fields/${field.code}`,
      label: { en: `field ${field.code}`, zh: `字段 ${field.code}` },
      value: field,
      words: fieldWords(field),
    })),
  ];
}
