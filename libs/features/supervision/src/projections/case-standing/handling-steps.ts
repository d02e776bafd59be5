import type { ClockChange } from '#cases/messages';
import type { CaseStanding, Raised } from './case-standing.js';
import { unsupervised, withPath, type Steps } from './steps.js';

/** Where the case is, whether it is open and its clock runs, and which limits are left. */
export const handlingSteps = {
  CaseAccepted: (standing, { unit, path, serviceType, urgency, rules }) => ({
    ...withPath(standing, unit, path),
    answers: unit,
    serviceType,
    urgency,
    ...(rules && { rules: rules.hash }),
  }),
  RulesMigrated: (standing, { to }) => ({ ...standing, rules: to.hash }),
  CustodyOffered: (standing, { to, toPath }) => withPath(standing, to, toPath),
  CustodyAccepted: (standing, { unit }) => ({ ...standing, answers: unit }),
  ReturnGranted: (standing, { holder }) => ({ ...standing, answers: holder }),
  HelperAdded: (standing, { unit, path }) => withPath(standing, unit, path),
  CaseReopened: (standing, { unit, path }) => ({
    ...withPath(standing, unit, path),
    answers: unit,
    isOpen: true,
  }),
  CaseRejected: over,
  CaseClosed: over,
  CaseWithdrawn: over,
  CaseMerged: (standing) => ({ ...standing, isOpen: false }),
  CaseUnmerged: (standing) => ({ ...standing, isOpen: true }),
  ClockPaused: (standing) => ({ ...standing, isPaused: true }),
  ClockResumed: (standing) => ({ ...standing, isPaused: false }),
  DeadlineMoved: (standing, { deadline }) => rearmed(standing, { armed: [deadline], ended: [] }),
} satisfies Steps;

function over(standing: CaseStanding): CaseStanding {
  return { ...unsupervised(standing), reminders: [], flags: [], isOpen: false, isPaused: false };
}

/** Marks go with the limit they were about; a moved limit takes its reminders along. */
export function rearmed(standing: CaseStanding, { armed, ended }: ClockChange): CaseStanding {
  const { reminders, flags, raised } = standing;
  if (reminders.length === 0 && flags.length === 0 && !raised) return standing;
  const gone = new Set(ended);
  const dues = new Map(armed.map(({ name, due }) => [name, due]));
  return {
    ...standing,
    reminders: reminders
      .filter(({ deadline }) => !gone.has(deadline))
      .map((reminder) => ({ ...reminder, due: dues.get(reminder.deadline) ?? reminder.due })),
    flags: flags.filter(({ deadline }) => !gone.has(deadline)),
    ...(raised && { raised: rectifyingBy(raised, dues.get('rectify'), gone.has('rectify')) }),
  };
}

function rectifyingBy(raised: Raised, due: string | undefined, isOver: boolean): Raised {
  const { rectifyBy: _, ...rest } = raised;
  if (due !== undefined) return { ...rest, rectifyBy: due };
  return isOver ? rest : raised;
}
