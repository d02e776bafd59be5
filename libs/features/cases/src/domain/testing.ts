import {
  unitTreeOf,
  type Actor,
  type Level,
  type Position,
  type Role,
  type Sealed,
  type SystemRole,
} from '#kernel';
import { bookOf, plainCalendar, specificationOf } from '#kernel/testing';
import { caseDecider } from './case.decider.js';
import type { CaseEvent, CaseEventType, ReportedCase } from './case.events.js';
import type { Report } from './case.commands.js';
import { noCase, type Case, type ExistingCase } from './case.state.js';
import type { CaseContext } from './context.js';
import { untimed } from './rules/testing.js';

/** A county small enough to keep in mind: two committees, three branches, four groups, two external units. */
const grid = [
  unit('county', 'county'),
  unit('town', 'town', 'county'),
  unit('fire', 'external', 'town'),
  unit('east', 'committee', 'town'),
  unit('property', 'external', 'east'),
  unit('mill', 'branch', 'east'),
  unit('mill-1', 'group', 'mill'),
  unit('mill-2', 'group', 'mill'),
  unit('lake', 'branch', 'east'),
  unit('lake-1', 'group', 'lake'),
  { ...unit('old-mill', 'branch', 'east'), open: false },
  unit('west', 'committee', 'town'),
  unit('hill', 'branch', 'west'),
  unit('hill-1', 'group', 'hill'),
];
export const units = unitTreeOf(grid);
export const unitIds = grid.map(({ id }) => id);

/** Who is what; a deputy's position names the one he acts for. */
export const people = {
  wang: [seat('grid-worker', 'mill-1')],
  xu: [seat('grid-worker', 'mill-2'), seat('grid-worker', 'mill-1', 'wang')],
  jin: [seat('grid-worker', 'lake-1')],
  liu: [seat('grid-worker', 'hill-1')],
  li: [seat('branch-secretary', 'mill')],
  zhao: [seat('branch-secretary', 'lake')],
  wu: [seat('branch-secretary', 'hill')],
  chen: [seat('committee-officer', 'east')],
  zhou: [
    seat('branch-secretary', 'mill', 'li'),
    seat('committee-officer', 'east'),
    seat('verifier', 'east'),
    seat('call-back-officer', 'east'),
  ],
  sun: [seat('committee-officer', 'west')],
  qian: [seat('committee-officer', 'town')],
  deng: [seat('committee-officer', 'county')],
  fang: [seat('external-liaison', 'fire')],
  pan: [seat('external-liaison', 'property'), seat('external-liaison', 'fire', 'fang')],
  he: [seat('verifier', 'east')],
  lu: [seat('verifier', 'town'), seat('verifier', 'east', 'zhou')],
  guo: [seat('call-back-officer', 'east')],
  ma: [seat('call-back-officer', 'town')],
  lin: [seat('supervisor', 'town')],
  ding: [seat('supervisor', 'county')],
  kong: [seat('supervisor', 'county'), seat('supervisor', 'town', 'lin')],
  shi: [seat('data-officer', 'town')],
  gao: [seat('administrator', 'county')],
} as const satisfies Record<string, readonly Position[]>;

export type PersonName = keyof typeof people;

export const calendars = bookOf(plainCalendar);

/** A Monday, 9:00 in the office. */
export const NOW = Date.parse('2026-03-02T01:00:00.000Z');

/** Somebody's moment of decision, in his first position or in the one of that unit or role. */
export function as(person: PersonName, where?: string, more: Partial<CaseContext> = {}): CaseContext {
  const positions: readonly Position[] = people[person];
  const held = positions.find(({ unit, role }) => where === undefined || where === unit || where === role);
  if (!held) throw new Error(`${person} holds nothing at ${where}`);
  return contextOf({ id: person, ...held }, more);
}

export function asSystem(role: SystemRole): CaseContext {
  return contextOf({ id: role, role });
}

function contextOf(actor: Actor, more: Partial<CaseContext> = {}): CaseContext {
  return { now: NOW, present: NOW, actor, units, rules: untimed, calendars, caseId: 'case-1', ...more };
}

export const { given } = specificationOf(caseDecider, as('li'));

export function stateAfter(...history: readonly CaseEvent[]): ExistingCase {
  const state = history.reduce<Case>((folded, event) => caseDecider.evolve(folded, event), noCase);
  if (state === 'none') throw new Error('no case yet');
  return state;
}

export function text(words: string): Sealed<{ readonly text: string }> {
  return { subject: 'case:case-1', box: words };
}

export const report: Report = {
  serviceType: '050101',
  urgency: 'ordinary',
  unit: 'mill-1',
  channel: 'grid',
  identityProtected: false,
  reporter: 'reporter:case-1',
  narrative: { subject: 'reporter:case-1', box: 'narrative' },
  receiptHash: 'hash-1',
};

type DataOf<Type extends CaseEventType> = Extract<CaseEvent, { type: Type }>['data'];

export function reportedAs(more: Partial<ReportedCase> = {}): readonly CaseEvent[] {
  const { receiptHash, ...said } = report;
  const standing = { path: units.pathOf('mill-1'), level: 'group', filedBy: 'wang' } as const;
  return [
    { type: 'CaseReported', data: { ...said, ...standing, ...more } },
    { type: 'ReceiptIssued', data: { receiptHash } },
  ];
}

export function acceptedBy(unit: string): Extract<CaseEvent, { type: 'CaseAccepted' }> {
  const rules = { version: 1, hash: 'hash-0' };
  const said = { serviceType: '050101', urgency: 'ordinary', rules } as const;
  return { type: 'CaseAccepted', data: { unit, ...standing(unit), ...said } };
}

export function offered(from: string, to: string, more: Partial<DataOf<'CustodyOffered'>> = {}): CaseEvent {
  const { path: toPath, level: toLevel } = standing(to);
  return { type: 'CustodyOffered', data: { from, by: from, to, toPath, toLevel, kind: 'dispatch', ...more } };
}

export function signed(unit: string, ...handlers: readonly PersonName[]): CaseEvent {
  return { type: 'CustodyAccepted', data: { unit, handlers } };
}

export function handled(...handlers: readonly PersonName[]): CaseEvent {
  const texts = { internalAccount: text('internal account'), publicReply: text('public reply') };
  return { type: 'HandlingReported', data: { outcome: 'solved', handlers, ...texts } };
}

export const verified: CaseEvent = { type: 'VerificationRecorded', data: { ok: true } };

export function called(reporter: string, reached = true): CaseEvent {
  return {
    type: 'CallbackRecorded',
    data: { reporter, reached, ...(reached && { solved: true, satisfied: true }) },
  };
}

export const closed = {
  type: 'CaseClosed',
  data: { outcome: 'solved', onSpot: false, reopenUntil: '2026-04-01T01:00:00.000Z' },
} as const satisfies CaseEvent;

/** The life of one case, stage by stage: reported at mill-1, taken up by east, handled by li at mill. */
export const life = {
  reported: reportedAs(),
  accepted: [...reportedAs(), acceptedBy('east')],
  offered: [...reportedAs(), acceptedBy('east'), offered('east', 'mill')],
  held: [...reportedAs(), acceptedBy('east'), offered('east', 'mill'), signed('mill', 'li')],
  get verifying() {
    return [...this.held, handled('li')];
  },
  get callingBack() {
    return [...this.verifying, verified];
  },
  get closed() {
    return [...this.callingBack, called('own'), closed];
  },
};

export function standing(id: string): { readonly path: readonly string[]; readonly level: Level } {
  return { path: units.pathOf(id), level: units.unit(id)?.level ?? 'external' };
}

function unit(id: string, level: Level, parent?: string) {
  return { id, level, name: { en: id, zh: id }, open: true, ...(parent !== undefined && { parent }) };
}

function seat(role: Role, unit: string, onBehalfOf?: string): Position {
  return { role, unit, ...(onBehalfOf !== undefined && { onBehalfOf }) };
}
