import { unreachable } from '#kernel';
import type { SupervisionEvent } from '../supervision.events.js';
import { unsupervised, type Supervision } from './clock.state.js';

/** Folds one fact about the supervision of a unit's handling. */
export function evolveSupervision(
  supervision: Supervision,
  event: Exclude<SupervisionEvent, { type: 'CaseEscalated' }>,
): Supervision {
  switch (event.type) {
    case 'CaseReminded':
      return supervision.status === 'clear' ? { ...supervision, status: 'reminded' } : supervision;
    case 'SupervisionRaised': {
      const { level, unit } = event.data;
      const { silentSince } = supervision;
      const silent = silentSince !== undefined && { silentSince };
      return { status: 'raised', level, unit, ...raisedByHand(supervision, event.data), ...silent };
    }
    case 'RectificationReported':
      return { ...supervision, status: 'rectifying' };
    case 'SupervisionAppealed':
      return { ...supervision, status: 'appealed', decideBy: event.data.decideBy };
    case 'AppealDecided': {
      const { decideBy: _decided, ...rest } = supervision;
      return { ...rest, status: 'raised', contested: rest.level };
    }
    case 'SupervisionCleared':
      return unsupervised;
    case 'CaseFellSilent':
      return { ...supervision, silentSince: event.data.since };
    case 'CaseFlagged':
    case 'SupervisorAdded':
    case 'SupervisionCommented':
      return supervision;
    default:
      return unreachable(event);
  }
}

/** A level adds to those before it, as long as they are about the same unit. */
function raisedByHand(
  before: Supervision,
  { unit, path, raisers = [], desk }: Extract<SupervisionEvent, { type: 'SupervisionRaised' }>['data'],
): Pick<Supervision, 'raisers' | 'desk'> {
  const known = before.unit === unit ? before : unsupervised;
  const all = new Set([...(known.raisers ?? []), ...raisers]);
  const highest = path.find((id) => id === desk || id === known.desk);
  return { ...(all.size > 0 && { raisers: [...all] }), ...(highest !== undefined && { desk: highest }) };
}
