import type { Seat } from '../domain/county.js';
import type { CaseScript } from './case-script.js';

const REPLY = '模拟办理结果：已处理完毕。';
const ACCOUNT = '模拟内部记录：已到场处理。';

// The stages that every case goes through, each with the minutes that it takes.

export function report(script: CaseScript): CaseScript {
  const { reportedAt } = script.facts;
  return script.exactly(reportedAt, script.worker, { type: 'ReportCase', data: reportOf(script) });
}

/** Seen, mended and closed in one go. */
export function settle(script: CaseScript): void {
  const data = {
    ...reportOf(script),
    channel: 'grid',
    internalAccount: ACCOUNT,
    publicReply: REPLY,
  } as const;
  script.exactly(script.facts.reportedAt, script.worker, { type: 'SettleOnSpot', data });
}

export function accept(script: CaseScript): void {
  script.next([5, 80], script.officer, { type: 'AcceptCase', data: {} });
}

export function handOver(script: CaseScript, to: Seat): void {
  script.next([3, 30], script.officer, offerTo(to, script));
  sign(script, to);
}

export function sign(script: CaseScript, by: Seat): void {
  script.next([10, 90], by, { type: 'AcceptCustody', data: {} });
}

/** To the level right below without a word; past it, or to a unit beside it, with the reason. */
export function offerTo({ unit }: Seat, { facts: { place } }: CaseScript) {
  const reason = unit === place.branch ? {} : { reason: '模拟派单：由其直接办理。' };
  return { type: 'OfferCustody', data: { to: unit, ...reason } } as const;
}

export function contact(script: CaseScript, by: Seat): void {
  script.next([10, 120], by, { type: 'RecordFirstContact', data: { result: 'on-site' } });
}

export function handle(script: CaseScript, by: Seat): void {
  const data = { outcome: 'solved', internalAccount: ACCOUNT, publicReply: REPLY } as const;
  script.next([20, 400], by, { type: 'ReportHandled', data });
}

export function verify(script: CaseScript, ok: boolean): void {
  const data = ok ? { ok } : { ok, findings: '模拟核查：现场仍有遗留。' };
  script.next([15, 120], script.ofTown('verifier'), { type: 'Verify', data });
}

/** @param reporter the id of a duplicate, for its own reporter */
export function callBack(script: CaseScript, reporter?: string): void {
  const data = { reached: true, solved: true, satisfied: true, ...(reporter !== undefined && { reporter }) };
  script.next([10, 120], script.ofTown('call-back-officer'), { type: 'CallBack', data });
}

export function close(script: CaseScript): void {
  script.next([5, 60], script.officer, { type: 'CloseCase', data: {} });
}

function reportOf({ facts: { matter, place }, chance }: CaseScript) {
  const channel = chance.pick([
    [50, 'grid'],
    [25, 'hotline'],
    [15, 'online'],
    [10, 'counter'],
  ] as const);
  const contact = { name: '模拟居民', phone: '10000000000' };
  return {
    serviceType: matter.serviceType,
    unit: place.group,
    channel,
    narrative: { summary: matter.summary },
    ...(matter.fields && { fields: matter.fields }),
    ...(channel === 'grid' ? {} : { contact }),
  };
}
