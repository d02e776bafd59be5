import { instantIn, referenceOf, textOf } from './columns.js';
import { endingOf } from './life.js';
import type { CaseStep, MappedRow, MappedUnit, Outcome, Row, Step, Trace, XesMapping } from './mapping.js';
import { refuse } from './refusals.js';
import { idPartOf } from './unit-ids.js';

/** Before the first date of the log: its units were there then. */
const FROM = '2010-01-01T00:00:00.000Z';
const COUNTY = 'permits';
const DESK = 'permits-desk';
const UNSURE = '129999';

/** The log's words for nothing. */
const NOTHING = new Set(['', 'EMPTY', 'UNKNOWN']);
const CHANNELS: Readonly<Record<string, 'online' | 'counter'>> = {
  Internet: 'online',
  'e-mail': 'online',
  Desk: 'counter',
  Post: 'counter',
};
/** The first deed of every trace: with it the desk takes the request up. */
const CONFIRMATION = 'Confirmation of receipt';
/** The letter with which the applicant hears of it for the first time. */
const CONFIRMATION_SENT = 'T05 Print and send confirmation of receipt';
/** No permit is needed: the applicant is told so, and nothing more is handled. */
const UNLICENSED = 'T15 Print document X request unlicensed';

export const permitXes: XesMapping = {
  format: 'xes',
  name: 'permit-xes',
  title: { en: 'Event log of a Dutch permit desk (XES)', zh: '荷兰某市许可受理事件日志（XES）' },
  read,
};

/** One event of a trace, by what matters here. */
interface Deed {
  readonly number: string;
  readonly activity: string;
  /** Unit that did it; absent when the log does not say. */
  readonly group?: MappedUnit;
  readonly at: number;
}

function read({ attributes, events }: Trace): MappedRow {
  const externalRef = referenceOf(attributes, 'concept:name');
  const deeds = events.map(deedOf).sort((one, other) => one.at - other.at);
  const due = instantIn(attributes, 'deadline');
  const handled = instantIn(attributes, 'enddate');
  const opened = openingOf(instantIn(attributes, 'startdate'), deeds.at(0)?.at, handled);
  const area = departmentOf(attributes);
  const begun = [
    stepAt(opened, reportOf(attributes, externalRef, area?.unitId ?? DESK)),
    stepAt(Math.min(deeds.at(0)?.at ?? opened, handled ?? Number.POSITIVE_INFINITY), {
      type: 'AcceptCase',
      data: { unit: DESK, ...(due !== undefined && { due: iso(due) }) },
    }),
  ];
  const groups = new Map(deeds.flatMap(({ group }) => (group ? [[group.unitId, group] as const] : [])));
  return {
    externalRef,
    units: [...GRID, ...(area ? [area] : []), ...groups.values()],
    steps: [...begun, ...workOf(deeds, handled)],
  };
}

/** A start that was written down later, or as a date alone, is no reason to doubt what was done before. */
function openingOf(...moments: readonly (number | undefined)[]): number {
  const known = moments.filter((moment) => moment !== undefined);
  if (known.length === 0) throw refuse('opening-date-missing', { details: { column: 'startdate' } });
  return Math.min(...known);
}

/** What was done until it was handled, then what followed, then its end; of an open case the first part alone. */
function workOf(deeds: readonly Deed[], handled = Number.POSITIVE_INFINITY): readonly Step[] {
  const [before, after] = [deeds.filter(({ at }) => at <= handled), deeds.filter(({ at }) => at > handled)];
  const work = before.flatMap((deed, index) => [
    ...handOver(deed, holderAfter(before.slice(0, index))),
    ...traceOf(deed, index),
  ]);
  if (handled === Number.POSITIVE_INFINITY) return work;
  const [reported, ...checks] = endingOf({ outcome: outcomeOf(deeds), account: accountOf(deeds) });
  const end = Math.max(handled, deeds.at(-1)?.at ?? handled);
  return [
    ...work,
    ...(reported ? [stepAt(handled, reported)] : []),
    ...after.map((deed) => stepAt(deed.at, noteOf(deed), deed.number)),
    ...checks.map((command) => stepAt(end, command)),
  ];
}

function holderAfter(deeds: readonly Deed[]): string {
  return deeds.findLast(({ group }) => group)?.group?.unitId ?? DESK;
}

/** Another group does the next deed: it was handed the case and has signed for it. */
function handOver({ group, at, number }: Deed, holder: string): readonly Step[] {
  if (!group || group.unitId === holder) return [];
  return [
    stepAt(at, { type: 'OfferCustody', data: { to: group.unitId } }, number),
    stepAt(at, { type: 'AcceptCustody', data: {} }, number),
  ];
}

function traceOf(deed: Deed, index: number): readonly Step[] {
  if (index === 0 && deed.activity === CONFIRMATION) return [];
  const contact: CaseStep = { type: 'RecordFirstContact', data: { result: 'reached' } };
  return [stepAt(deed.at, deed.activity === CONFIRMATION_SENT ? contact : noteOf(deed), deed.number)];
}

function noteOf({ activity, group }: Deed): CaseStep {
  const text = group ? `${activity} (${group.name.en})` : activity;
  return { type: 'AddNote', data: { visibility: 'internal', text } };
}

function outcomeOf(deeds: readonly Deed[]): Outcome {
  return deeds.some(({ activity }) => activity === UNLICENSED) ? 'explained-outside-remit' : 'solved';
}

function accountOf(deeds: readonly Deed[]): string {
  return deeds.at(-1)?.activity ?? 'The log gives no account. 日志未说明办结情况。';
}

function reportOf(attributes: Row, externalRef: string, unit: string): CaseStep {
  const channel = CHANNELS[textOf(attributes, 'channel')] ?? 'import';
  const narrative = { summary: 'Permit application 许可申请' };
  return { type: 'ReportCase', data: { serviceType: UNSURE, unit, channel, narrative, externalRef } };
}

function deedOf(event: Row): Deed {
  const named = textOf(event, 'org:group');
  const at = instantIn(event, 'time:timestamp');
  if (at === undefined) throw refuse('event-date-missing');
  return {
    number: referenceOf(event, 'concept:instance'),
    activity: textOf(event, 'concept:name') || 'Event',
    ...(NOTHING.has(named) ? {} : { group: groupNamed(named) }),
    at,
  };
}

function stepAt(at: number, command: CaseStep, key?: string): Step {
  return { command, occurredAt: iso(at), ...(key !== undefined && { key }) };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function departmentOf(attributes: Row): MappedUnit | undefined {
  const name = textOf(attributes, 'department');
  if (NOTHING.has(name)) return undefined;
  const unitId = `${COUNTY}-department-${idPartOf(name)}`;
  return { unitId, level: 'branch', parent: DESK, name: { en: name, zh: name }, from: FROM };
}

function groupNamed(name: string): MappedUnit {
  const unitId = `${COUNTY}-${idPartOf(name)}`;
  const place = { level: 'external', externalKind: 'department', parent: DESK } as const;
  return { unitId, ...place, name: { en: name, zh: name.replace(/^Group /, '工作组 ') }, from: FROM };
}

/** The log names departments and groups of one desk, and nothing above it. */
const GRID: readonly MappedUnit[] = [
  { unitId: COUNTY, level: 'county', name: { en: 'Municipality', zh: '某市' }, from: FROM },
  { unitId: 'permits-town', level: 'town', parent: COUNTY, name: { en: 'Town', zh: '全镇' }, from: FROM },
  {
    unitId: DESK,
    level: 'committee',
    parent: 'permits-town',
    name: { en: 'Permit desk', zh: '许可受理处' },
    from: FROM,
  },
];
