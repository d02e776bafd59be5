import type { CaseEvent } from '#cases/messages';
import { desk, type CaseKnown, type Telling } from './desks.js';

/** Who asks for time turns to the one who decides, and hears from him. */
export function decisionTold(event: CaseEvent, after: CaseKnown): Telling | undefined {
  const at = (unit: string) => desk(unit, 'holders', after);
  const asking = { unit: after.answers, desks: [at(after.answers)] };
  switch (event.type) {
    case 'ExtensionRequested':
    case 'ShelvingRequested': {
      const { unit, decideBy } = event.data;
      return { unit, desks: [at(decideBy)], details: { decideBy } };
    }
    case 'ShelvingApproved': {
      const { decideBy } = event.data;
      return { ...asking, desks: [at(decideBy), ...asking.desks], details: { decideBy } };
    }
    case 'ExtensionGranted':
      return { ...asking, details: { due: event.data.to } };
    case 'ExtensionRefused':
    case 'ShelvingRefused':
    case 'CaseUnshelved':
      return { ...asking, details: {} };
    case 'CaseShelved':
      return { ...asking, details: { until: event.data.reviewOn } };
    default:
      return undefined;
  }
}
