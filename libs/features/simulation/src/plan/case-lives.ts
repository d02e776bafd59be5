import type { CaseScript } from './case-script.js';
import { extend, getHelp, ask, raiseUp, shelve, supervise } from './incidents.js';
import {
  accept,
  callBack,
  close,
  contact,
  handle,
  handOver,
  offerTo,
  report,
  settle,
  sign,
  verify,
} from './stages.js';

/** What becomes of a case, apart from how fast, and how many of a hundred go that way. */
export const LIVES = [
  [13, 'on-spot'],
  [4, 'rejected'],
  [3, 'withdrawn'],
  [4, 'merged'],
  [50, 'plain'],
  [6, 'returned'],
  [6, 'reworked'],
  [4, 'helped'],
  [3, 'extended'],
  [3, 'asked'],
  [1, 'shelved'],
  [2, 'escalated'],
  [1, 'supervised'],
] as const;
type Life = (typeof LIVES)[number][1];

const WRITTEN: Readonly<Record<Life, (script: CaseScript) => void>> = {
  'on-spot': (script) => (script.facts.matter.onSpot ? settle(script) : whole(script)),
  rejected: reject,
  withdrawn: withdraw,
  // One that found no other to be merged with.
  merged: (script) => whole(script),
  plain: (script) => whole(script),
  returned: comeBack,
  reworked: (script) => whole(script, rework),
  helped: (script) => whole(script, getHelp),
  extended: (script) => whole(script, extend),
  asked: (script) => whole(script, ask),
  shelved: (script) => begun(script, shelve),
  escalated: (script) => begun(script, raiseUp),
  supervised: (script) => whole(script, supervise),
};

/** Writes the whole life down, however long it takes. */
export function live(script: CaseScript, life: Life): void {
  WRITTEN[life](script);
}

/** A case and its duplicate a little later: the one is merged into the other, and both reporters are called back. */
export function liveTwice(first: CaseScript, second: CaseScript): void {
  const at = (minutes: number) => first.after(minutes);
  report(first).exactly(at(10), first.officer, { type: 'AcceptCase', data: {} });
  report(second).exactly(at(30), first.officer, { type: 'Merge', data: { into: first.facts.caseId } });
  first.exactly(at(45), first.officer, offerTo(first.handler, first));
  first.exactly(at(60), first.handler, { type: 'AcceptCustody', data: {} });
  first.exactly(at(180), first.handler, { type: 'RecordFirstContact', data: { result: 'on-site' } });
  handle(first, first.handler);
  verify(first, true);
  callBack(first);
  const isMerged = second.steps.at(-1)?.command.type === 'Merge';
  if (isMerged) callBack(first, second.facts.caseId);
  close(first);
}

/** Until it is in somebody's hands, and what happens then; that takes longer than these days. */
function begun(script: CaseScript, happening: (script: CaseScript) => void = () => {}): void {
  report(script);
  accept(script);
  handOver(script, script.handler);
  contact(script, script.handler);
  happening(script);
}

function whole(script: CaseScript, happening?: (script: CaseScript) => void): void {
  begun(script, happening);
  handle(script, script.handler);
  checkAndClose(script);
}

function checkAndClose(script: CaseScript): void {
  verify(script, true);
  callBack(script);
  close(script);
}

function rework(script: CaseScript): void {
  handle(script, script.handler);
  verify(script, false);
}

function reject(script: CaseScript): void {
  const data = { reason: 'other-jurisdiction', advice: '模拟告知：请向主管部门反映。' } as const;
  report(script).next([10, 90], script.officer, { type: 'RejectCase', data });
}

function withdraw(script: CaseScript): void {
  report(script);
  accept(script);
  script.next([20, 120], 'resident', { type: 'Withdraw', data: { reason: '模拟撤回：已自行解决。' } });
}

/** Handed back before it was signed for, and sent to another unit. */
function comeBack(script: CaseScript): void {
  const { handler, officer } = script;
  const other = script.anotherHandler(handler.unit);
  report(script);
  accept(script);
  script.next([3, 30], officer, offerTo(handler, script));
  const why = {
    ground: 'not-our-duty',
    suggestedUnit: other.unit,
    text: '模拟退单：不属本单位职责。',
  } as const;
  script.next([10, 60], handler, { type: 'RequestReturn', data: why });
  script.next([10, 60], officer, { type: 'DecideReturn', data: { granted: true, next: other.unit } });
  sign(script, other);
  contact(script, other);
  handle(script, other);
  checkAndClose(script);
}
