import type { CaseStanding, Raised } from './case-standing.js';
import { unsupervised, withPath, type Steps } from './steps.js';

/** How the handling of the case is supervised. */
export const supervisionSteps = {
  CaseReminded: (standing, { unit, path, deadline, rung, due, written }, { recordedAt }) => {
    const first = standing.reminders.find((one) => one.deadline === deadline && one.unit === unit);
    const reminder = { unit, deadline, rung, due, written, since: first?.since ?? recordedAt };
    const others = standing.reminders.filter((one) => one !== first);
    return { ...withPath(standing, unit, path), reminders: [...others, reminder] };
  },
  CaseFlagged: (standing, { path, ...flag }, { recordedAt }) => ({
    ...withPath(standing, flag.unit, path),
    flags: [...standing.flags, { ...flag, since: recordedAt }],
  }),
  CaseFellSilent: (standing, { since }) => ({ ...standing, silentSince: since }),
  SupervisionRaised: (standing, { unit, path, level, by, deadline, rung }, { recordedAt, actor }) => {
    const raised: Raised = {
      state: 'raised',
      level,
      unit,
      since: recordedAt,
      ...(by === 'supervisor' && actor.unit !== undefined && { raisedBy: actor.unit }),
      ...(deadline !== undefined && { deadline }),
      ...(rung !== undefined && { rung }),
    };
    return { ...withPath(standing, unit, path), raised };
  },
  RectificationReported: (standing, _, { recordedAt }) =>
    answered(standing, { state: 'rectifying', since: recordedAt }),
  SupervisionAppealed: (standing, { decideBy }, { recordedAt }) =>
    answered(standing, { state: 'appealed', since: recordedAt, decideBy }),
  AppealDecided: (standing, _, { recordedAt }) => answered(standing, { state: 'raised', since: recordedAt }),
  SupervisionCleared: unsupervised,
} satisfies Steps;

function answered(
  standing: CaseStanding,
  answer: Pick<Raised, 'state' | 'since' | 'decideBy'>,
): CaseStanding {
  if (!standing.raised) return standing;
  const { decideBy: _, ...raised } = standing.raised;
  return { ...standing, raised: { ...raised, ...answer } };
}
