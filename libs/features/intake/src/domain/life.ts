import type { Bilingual } from '#kernel';
import type { CaseStep, MappedPlace, Outcome, Step } from './mapping.js';
import type { Period } from './columns.js';

/** What a row tells, whatever file it comes from. */
export interface Told {
  readonly externalRef: string;
  readonly serviceType: string;
  readonly summary: string;
  readonly place?: MappedPlace;
  readonly period: Period;
  /** Unit in whose area it lies. */
  readonly area: string;
  /** Unit that takes it up. */
  readonly desk: string;
  /** Unit that it is handed to; the desk's own id when it keeps the case. */
  readonly handler: string;
  readonly outcome: Outcome;
  readonly account: string;
}

/**
 * A whole life from what a file tells. It knows two moments, the opening and the closing: all up to the signature belongs to
 * the first, the rest to the second. Of contacts and calls it tells nothing, so the least is said of them: nobody was reached.
 */
export function lifeOf(told: Told): readonly Step[] {
  const { opened, closed } = told.period;
  const begun = beginning(told);
  const steps = begun.map((command) => ({ command, occurredAt: opened }));
  if (closed === undefined) return steps;
  const done = begun.map(({ type }) => type);
  const rest = [firstContact, ...endingOf(told)].filter(({ type }) => !done.includes(type));
  return [...steps, ...rest.map((command) => ({ command, occurredAt: closed }))];
}

function beginning(told: Told): CaseStep[] {
  const { externalRef, serviceType, summary, place, area, desk, handler } = told;
  const { due } = told.period;
  const narrative = { summary, ...(place && { place }) };
  return [
    { type: 'ReportCase', data: { serviceType, unit: area, channel: 'import', narrative, externalRef } },
    { type: 'AcceptCase', data: { unit: desk, ...(due !== undefined && { due }) } },
    ...handOver(desk, handler),
  ];
}

/** Signed by the handler; a desk that keeps the case begins with its first contact. */
function handOver(desk: string, handler: string): CaseStep[] {
  if (handler === desk) return [firstContact];
  return [
    { type: 'OfferCustody', data: { to: handler } },
    { type: 'AcceptCustody', data: {} },
  ];
}

const firstContact: CaseStep = { type: 'RecordFirstContact', data: { result: 'not-reached' } };

/** From the report that it is handled to its closing. */
export function endingOf({ outcome, account }: Pick<Told, 'outcome' | 'account'>): readonly CaseStep[] {
  const { zh, en } = REPLIES[outcome];
  return [
    {
      type: 'ReportHandled',
      data: { outcome, internalAccount: account, publicReply: `${zh} ${en}` },
    },
    { type: 'Verify', data: { ok: true } },
    { type: 'CallBack', data: { reached: false } },
    { type: 'CloseCase', data: {} },
  ];
}

/** What the reporter is told: the accounts in the files name workers and places, and stay internal. */
const REPLIES: Readonly<Record<Outcome, Bilingual>> = {
  solved: { zh: '已办结：已解决。', en: 'Closed: solved.' },
  'partly-solved': { zh: '已办结：部分解决。', en: 'Closed: partly solved.' },
  'explained-outside-remit': {
    zh: '已办结：已说明，不再办理。',
    en: 'Closed: explained, nothing more to handle.',
  },
  transferred: { zh: '已办结：已转其他单位或案件。', en: 'Closed: passed on to another office or case.' },
  'not-found-on-site': { zh: '已办结：现场未发现。', en: 'Closed: not found on site.' },
};
