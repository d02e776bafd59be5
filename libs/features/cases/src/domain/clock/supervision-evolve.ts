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
      const { decideBy: _superseded, contested: _before, ...rest } = supervision;
      return { ...rest, status: 'raised', level, unit };
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
