import { desk, type Tellers } from './desks.js';

/** Both sides of a hand-over are told. */
export const ofHandOvers = {
  CustodyOffered: ({ from, by, to }, { after }) => ({
    unit: to,
    desks: [desk(to, after), desk(from, after), desk(by, after)],
    details: { from, to },
  }),
  CustodyAccepted: ({ unit }, { before: { answers }, after }) => ({
    unit,
    desks: answers === unit ? [] : [desk(answers, after)],
    details: { from: answers, to: unit },
  }),
  ReturnRequested: ({ unit, decideBy }, { after }) => ({
    unit,
    desks: [desk(decideBy, after), desk(unit, after)],
    details: { decideBy },
  }),
  ReturnGranted: ({ unit, holder }, { before, after }) => ({
    unit,
    desks: [desk(unit, after), desk(holder, after), desk(before.answers, after)],
    details: { to: holder },
  }),
  ReturnRefused: ({ unit }, { after }) => ({ unit, desks: [desk(unit, after)], details: {} }),
  EscalationAnswered: ({ from, to }, { after }) => ({
    unit: to,
    desks: [desk(to, after)],
    details: { from, to },
  }),
  HelperAdded: ({ unit, due }, { before, after }) => ({
    unit,
    desks: [desk(unit, after)],
    details: { from: before.answers, ...(due !== undefined && { due }) },
  }),
} satisfies Tellers;
