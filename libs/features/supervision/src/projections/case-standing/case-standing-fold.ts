import type { StoredEvent } from '#event-store';
import { storedClockChange, type CaseEvent } from '#cases/messages';
import type { CaseStanding } from './case-standing.js';
import { handlingSteps, rearmed } from './handling-steps.js';
import type { Steps } from './steps.js';
import { supervisionSteps } from './supervision-steps.js';

type Naming = Pick<CaseStanding, 'caseId' | 'seq' | 'number'>;

/** A case enters with its report. */
export function openStanding(stored: StoredEvent, naming: Naming): CaseStanding {
  const event = { type: stored.type, data: stored.data } as CaseEvent;
  if (event.type !== 'CaseReported') throw new Error(`${stored.stream} does not begin with a report`);
  const { serviceType, urgency, unit, path } = event.data;
  return {
    ...naming,
    serviceType,
    urgency,
    isOpen: true,
    answers: unit,
    paths: { [unit]: path },
    isPaused: false,
    lastAt: stored.recordedAt,
    reminders: [],
    flags: [],
  };
}

const STEPS: Steps = { ...handlingSteps, ...supervisionSteps };
type AnyStep = (standing: CaseStanding, data: unknown, stored: StoredEvent) => CaseStanding;

/** The standing after one more event; an event that says nothing to us may still be a sign of life. */
export function foldStanding(standing: CaseStanding, stored: StoredEvent): CaseStanding {
  const alive = isSignOfLife(stored) ? stirred(standing, stored.recordedAt) : standing;
  const step = Object.hasOwn(STEPS, stored.type) ? STEPS[stored.type as CaseEvent['type']] : undefined;
  const after = step ? (step as AnyStep)(alive, stored.data, stored) : alive;
  const change = storedClockChange(stored);
  return change ? rearmed(after, change) : after;
}

/** What people do; and that a pause is over, whoever ended it: until then nobody had anything to do. */
function isSignOfLife({ actor, type }: StoredEvent): boolean {
  return actor.role !== 'process' || type === 'ClockResumed' || type === 'CaseUnmerged';
}

function stirred(standing: CaseStanding, lastAt: string): CaseStanding {
  if (standing.silentSince === undefined) return { ...standing, lastAt };
  const { silentSince: _, ...woken } = standing;
  return { ...woken, lastAt };
}
