import { unreachable, type Limit, type Rules, type StageLimit } from '#kernel';
import type { DeadlineName } from '../clock.events.js';
import { isOpen, type ExistingCase } from '../case.state.js';

/** A limit that ought to run in this state of the case, and whose it is. */
export interface WantedDeadline {
  readonly name: DeadlineName;
  readonly unit: string;
  readonly limit: Limit;
  readonly ladder?: string;
  /** What it counts from, in a word: the same limit for something else starts anew. */
  readonly about: string;
  /** Not later than this, ISO 8601: the earliest date of the cases merged into it. */
  readonly notAfter?: string;
}

type Stage = Parameters<Rules['limitOf']>[1];

/**
 * Every limit that runs in this state, and no other: who writes a note, edits or looks changes none of this, and so
 * cannot move a date.
 */
export function wantedDeadlines(state: ExistingCase, rules: Rules): readonly WantedDeadline[] {
  if (!isOpen(state)) return [];
  const limits = (stage: Stage) => rules.limitOf(state.serviceType, stage);
  return [...stageLimits(state, rules, limits), ...supervisionLimits(state, limits)];
}

type LimitOf = (stage: Stage) => StageLimit | undefined;

function stageLimits(state: ExistingCase, rules: Rules, limits: LimitOf): WantedDeadline[] {
  const desk = state.acceptedBy ?? state.origin;
  const { lifecycle } = state;
  switch (lifecycle.stage) {
    case 'reported':
      return named('accept', state.custody.holder, limits('accept'), `${state.clock.reopenings}`);
    case 'accepted':
    case 'handling':
      return [
        ...(state.clock.pause ? pauseLimits(state, limits) : workLimits(state, rules, limits)),
        ...decisionLimits(state, limits),
      ];
    case 'verifying':
      return named('verify', desk, limits('verify'), `${state.reworks}`);
    case 'calling-back':
      return named('call-back', desk, limits('call-back'), `${state.reworks}`);
    case 'closed':
    case 'rejected':
    case 'withdrawn':
    case 'merged':
      return [];
    default:
      return unreachable(lifecycle);
  }
}

/** While the work stands: until when at the latest. */
function pauseLimits({ custody, clock }: ExistingCase, limits: LimitOf): WantedDeadline[] {
  if (!clock.pause) return [];
  const { reason, until } = clock.pause;
  const name = reason === 'waiting-resident' ? 'answer' : 'review';
  const ladder = limits(name)?.ladder;
  const limit = { unit: 'until', at: until } as const;
  return named(name, custody.holder, { limit, ...(ladder !== undefined && { ladder }) }, until);
}

function workLimits(state: ExistingCase, rules: Rules, limits: LimitOf): WantedDeadline[] {
  const { custody, clock } = state;
  const { holder, offer, hops, returns } = custody;
  return [
    ...handleLimit(state, limits),
    ...(offer ? named('sign', offer.to, limits('sign'), `${offer.kind} ${offer.to} ${hops} ${returns}`) : []),
    ...(clock.awaitsContact ? named('first-contact', holder, limits('first-contact'), `${hops}`) : []),
    ...(clock.underRework ? named('rework', holder, limits('rework'), `${state.reworks}`) : []),
    ...stepLimits(state, rules),
    ...helperLimits(state, limits),
  ];
}

/** These run on whatever the work waits for: they are about those who decide. */
function decisionLimits({ custody, clock }: ExistingCase, limits: LimitOf): WantedDeadline[] {
  const { pendingReturn, returns } = custody;
  const { extension, shelving } = clock;
  return [
    ...(pendingReturn
      ? named('return-decision', pendingReturn.decideBy, limits('return-decision'), `${returns}`)
      : []),
    ...(extension
      ? named(
          'extension-decision',
          extension.decideBy,
          limits('extension-decision'),
          `${clock.extensions} ${extension.unit}`,
        )
      : []),
    ...(shelving
      ? named('shelving-decision', shelving.decideBy, limits('shelving-decision'), shelving.approvedBy ?? '')
      : []),
  ];
}

function handleLimit({ custody, clock }: ExistingCase, limits: LimitOf): WantedDeadline[] {
  const { reopenings, givenDue, mergedDues } = clock;
  const usual = limits(reopenings > 0 ? 'reopened' : 'handle');
  const limit: Limit | undefined =
    givenDue !== undefined && reopenings === 0 ? { unit: 'until', at: givenDue } : usual?.limit;
  if (limit === undefined) return [];
  const [earliest] = Object.values(mergedDues).toSorted();
  const stage = { ...usual, limit };
  return named('handle', custody.holder, stage, `${reopenings}`, earliest);
}

function stepLimits({ serviceType, custody, clock }: ExistingCase, rules: Rules): WantedDeadline[] {
  const steps = rules.types.get(serviceType)?.steps ?? [];
  return steps
    .filter(({ code }) => !clock.stepsDone.includes(code))
    .flatMap((step) => named(`step-${step.code}`, custody.holder, step, `${clock.reopenings}`));
}

function helperLimits({ helpers, clock }: ExistingCase, limits: LimitOf): WantedDeadline[] {
  return Object.keys(helpers)
    .filter((unit) => helpers[unit] === 'working')
    .flatMap((unit) => {
      const at = clock.helperDues[unit];
      const usual = limits('helper');
      const stage = at === undefined ? usual : { ...usual, limit: { unit: 'until', at } as const };
      return named(`helper-${unit}`, unit, stage, at ?? '');
    });
}

function supervisionLimits({ supervision, custody }: ExistingCase, limits: LimitOf): WantedDeadline[] {
  const { status, level, unit = custody.holder, decideBy = unit } = supervision;
  if (status === 'raised') return named('rectify', unit, limits('rectify'), `${level}`);
  if (status === 'appealed') return named('appeal-decision', decideBy, limits('appeal-decision'), `${level}`);
  return [];
}

function named(
  name: DeadlineName,
  unit: string,
  stage: StageLimit | undefined,
  about: string,
  notAfter?: string,
): WantedDeadline[] {
  if (stage === undefined) return [];
  const { limit, ladder } = stage;
  return [
    {
      name,
      unit,
      limit,
      about,
      ...(ladder !== undefined && { ladder }),
      ...(notAfter !== undefined && { notAfter }),
    },
  ];
}
