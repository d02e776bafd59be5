import { units, type UnitId } from './small-grid.js';
import type { Witnessed } from './random-lives.js';
import type { Question } from '../domain/report.js';

const ARRIVALS: Readonly<Record<string, string>> = {
  CaseReported: 'reported',
  CaseReopened: 'reopened',
  CaseUnmerged: 'unmerged',
};
const DEPARTURES: Readonly<Record<string, string>> = {
  CaseClosed: 'closed',
  CaseRejected: 'rejected',
  CaseWithdrawn: 'withdrawn',
  CaseMerged: 'merged',
};

/** The flows of a question by the simplest reading: who answered before each event, who after. */
export function flowsIn(log: readonly Witnessed[], { unit, from, to, asOf }: Question) {
  const flows: Record<string, number> = { opening: 0, open: 0 };
  const add = (flow: string) => (flows[flow] = (flows[flow] ?? 0) + 1);
  const isHere = (answers: UnitId | undefined) =>
    answers !== undefined && units.pathOf(answers).includes(unit);
  for (const stream of new Set(log.map(({ stored }) => stored.stream))) {
    let [at, opening, open] = [Number.NEGATIVE_INFINITY, false, false];
    for (const { stored, before, after } of log.filter((each) => each.stored.stream === stream)) {
      if (stored.type === 'NoteAdded') continue;
      const recorded = Date.parse(stored.recordedAt);
      at = Math.max(at, stored.actor.role === 'import' ? Date.parse(stored.occurredAt) : recorded);
      if (at >= to || recorded > asOf) break;
      if (at < from) opening = isHere(after);
      open = isHere(after);
      if (at < from) continue;
      if (isHere(after) && stored.type in ARRIVALS) add(ARRIVALS[stored.type] ?? '');
      else if (isHere(before) && stored.type in DEPARTURES) add(DEPARTURES[stored.type] ?? '');
      else if (isHere(after) && !isHere(before) && isChange(stored.type)) add('received');
      else if (isHere(before) && !isHere(after) && isChange(stored.type)) add('handed-on');
    }
    if (opening) add('opening');
    if (open) add('open');
  }
  return flows;
}

/** The events that make another unit answer; the rest of their append says nothing about it. */
function isChange(type: string): boolean {
  return type === 'CaseAccepted' || type === 'CustodyAccepted' || type === 'ReturnGranted';
}
