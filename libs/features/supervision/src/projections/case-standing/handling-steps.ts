import type { Deadline } from '#cases/messages';
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
  CaseRejected: ended,
  CaseClosed: ended,
  CaseWithdrawn: ended,
  CaseMerged: (standing) => ({ ...standing, isOpen: false }),
  CaseUnmerged: (standing) => ({ ...standing, isOpen: true }),
  ClockPaused: (standing) => ({ ...standing, isPaused: true }),
  ClockResumed: (standing) => ({ ...standing, isPaused: false }),
  DeadlinesSet: (standing, { armed, ended }) => rearmed(standing, armed, new Set(ended)),
  DeadlineMoved: (standing, { deadline }) => rearmed(standing, [deadline], new Set()),
} satisfies Steps;

function ended(standing: CaseStanding): CaseStanding {
  return { ...unsupervised(standing), reminders: [], flags: [], isOpen: false, isPaused: false };
}

/** Marks go with the limit they were about; a moved limit takes its reminders along. */
function rearmed(
  standing: CaseStanding,
  armed: readonly Deadline[],
  over: ReadonlySet<string>,
): CaseStanding {
  const dues = new Map(armed.map(({ name, due }) => [name, due]));
  const { reminders, flags, raised } = standing;
  return {
    ...standing,
    reminders: reminders
      .filter(({ deadline }) => !over.has(deadline))
      .map((reminder) => ({ ...reminder, due: dues.get(reminder.deadline) ?? reminder.due })),
    flags: flags.filter(({ deadline }) => !over.has(deadline)),
    ...(raised && { raised: rectifyingBy(raised, dues.get('rectify'), over.has('rectify')) }),
  };
}

function rectifyingBy(raised: Raised, due: string | undefined, isOver: boolean): Raised {
  const { rectifyBy: _, ...rest } = raised;
  if (due !== undefined) return { ...rest, rectifyBy: due };
  return isOver ? rest : raised;
}
