import { desk, holdersAt, overseeing, supervisorsAt, type Tellers } from './desks.js';

/** The unit that is supervised is told of every step, and those who oversee it of what they have to look at. */
export const ofSupervision = {
  CaseReminded: ({ unit, path, copiedTo, deadline, rung, due, written }, { after }) => ({
    unit,
    desks: [desk(unit, after), ...(copiedTo === undefined ? [] : [holdersAt(copiedTo, path)])],
    details: { deadline, rung, due, written },
  }),
  SupervisorAdded: ({ unit, path, supervisor, deadline, rung }, { after }) => ({
    unit,
    desks: [desk(unit, after), supervisorsAt(supervisor, path), holdersAt(supervisor, path)],
    details: { deadline, rung, to: supervisor },
  }),
  SupervisionRaised: ({ unit, path, level, deadline, rung }, { after }) => ({
    unit,
    desks: [desk(unit, after), ...overseeing(unit, path)],
    details: { level, ...(deadline !== undefined && { deadline }), ...(rung !== undefined && { rung }) },
  }),
  CaseEscalated: ({ from, to, path, deadline, rung }, { after }) => ({
    unit: from,
    desks: [{ unit: to, audience: 'holders', path }, desk(from, after)],
    details: { from, to, deadline, rung },
  }),
  CaseFlagged: ({ unit, path, deadline, rung, flag }, { after }) => ({
    unit,
    desks: [desk(unit, after), ...overseeing(unit, path)],
    details: { deadline, rung, flag },
  }),
  CaseFellSilent: ({ unit, path, since, workingDays }, { after }) => ({
    unit,
    desks: [desk(unit, after), ...overseeing(unit, path)],
    details: { since, workingDays },
  }),
  RectificationReported: ({ unit, path }, { before: { raised } }) => ({
    unit,
    desks: raised?.raisedBy === undefined ? overseeing(unit, path) : [supervisorsAt(raised.raisedBy, path)],
    details: { level: raised?.level ?? 0 },
  }),
  SupervisionAppealed: ({ unit, path, decideBy }) => ({
    unit,
    desks: [supervisorsAt(decideBy, path), holdersAt(decideBy, path)],
    details: { decideBy },
  }),
  AppealDecided: ({ unit, upheld }, { after }) => ({ unit, desks: [desk(unit, after)], details: { upheld } }),
  // With the appeal it is told already.
  SupervisionCleared: ({ unit, by }, { after }) => ({
    unit,
    desks: by === 'supervisor' ? [desk(unit, after)] : [],
    details: {},
  }),
  SupervisionCommented: (_, { after }) => ({
    unit: after.answers,
    desks: [desk(after.answers, after)],
    details: {},
  }),
} satisfies Tellers;
