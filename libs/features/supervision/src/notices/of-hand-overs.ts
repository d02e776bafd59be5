import type { CaseEvent } from '#cases/messages';
import { desk, type CaseKnown, type Telling } from './desks.js';

/** Both sides of a hand-over are told (domain.md §3 no 6). */
export function handOverTold(event: CaseEvent, before: CaseKnown, after: CaseKnown): Telling | undefined {
  const at = (unit: string) => desk(unit, 'holders', after);
  switch (event.type) {
    case 'CustodyOffered': {
      const { from, by, to } = event.data;
      return { unit: to, desks: [at(to), at(from), at(by)], details: { from, to } };
    }
    case 'CustodyAccepted': {
      const [from, to] = [before.answers, event.data.unit];
      return { unit: to, desks: from === to ? [] : [at(from)], details: { from, to } };
    }
    case 'ReturnRequested': {
      const { unit, decideBy } = event.data;
      return { unit, desks: [at(decideBy), at(unit)], details: { decideBy } };
    }
    case 'ReturnGranted': {
      const { unit, holder } = event.data;
      return { unit, desks: [at(unit), at(holder), at(before.answers)], details: { to: holder } };
    }
    case 'ReturnRefused':
      return { unit: event.data.unit, desks: [at(event.data.unit)], details: {} };
    case 'EscalationAnswered': {
      const { from, to } = event.data;
      return { unit: to, desks: [at(to)], details: { from, to } };
    }
    case 'HelperAdded': {
      const { unit, due } = event.data;
      return {
        unit,
        desks: [at(unit)],
        details: { from: before.answers, ...(due !== undefined && { due }) },
      };
    }
    default:
      return undefined;
  }
}
