import { describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import type { CaseCommandType } from '../case.commands.js';
import { caseDecider } from '../case.decider.js';
import type { CaseEvent } from '../case.events.js';
import { noCase, type Stage } from '../case.state.js';
import { as, life, stateAfter } from '../testing.js';
import { commands, merged, rejected, withdrawn } from './testing.js';

const histories: Readonly<Record<Stage, readonly CaseEvent[]>> = {
  reported: life.reported,
  accepted: life.accepted,
  handling: life.held,
  verifying: life.verifying,
  'calling-back': life.callingBack,
  closed: life.closed,
  rejected: [...life.reported, rejected],
  withdrawn: [...life.held, withdrawn],
  merged: [...life.held, merged],
};

const stages = Object.keys(histories) as Stage[];
const open: readonly Stage[] = ['reported', 'accepted', 'handling', 'verifying', 'calling-back'];
const inHand: readonly Stage[] = ['accepted', 'handling'];
const ended: readonly Stage[] = ['closed', 'rejected', 'withdrawn'];

/** At which stages each command has its place; what it answers elsewhere, where that is not the usual no. */
const places: Readonly<
  Record<CaseCommandType, { at: readonly Stage[]; else?: (stage: Stage) => string | undefined }>
> = {
  ReportCase: { at: [], else: () => 'case-exists' },
  SettleOnSpot: { at: [], else: () => 'case-exists' },
  AcceptCase: { at: ['reported'] },
  RejectCase: { at: ['reported'], else: nothingAt('rejected') },
  OfferCustody: { at: inHand },
  AcceptCustody: { at: inHand },
  RequestReturn: { at: inHand },
  DecideReturn: { at: inHand, else: (stage) => (open.includes(stage) ? 'no-return-pending' : undefined) },
  Escalate: { at: inHand },
  AnswerEscalation: { at: inHand },
  SendDown: { at: inHand },
  RecordFirstContact: { at: inHand },
  AddHelper: { at: inHand },
  CompleteHelp: { at: inHand },
  AddNote: { at: open },
  ReportHandled: { at: inHand },
  Verify: { at: ['verifying'] },
  CallBack: { at: ['calling-back'] },
  CloseCase: { at: ['calling-back'], else: nothingAt('closed') },
  Withdraw: { at: open, else: nothingAt('withdrawn') },
  RequestReopen: { at: ended },
  Reopen: { at: ended },
  Merge: { at: open, else: nothingAt('merged') },
  Unmerge: { at: ['merged'], else: () => 'not-merged' },
  LinkDuplicate: { at: open, else: () => 'target-not-open' },
  UnlinkDuplicate: { at: [], else: () => 'nothing' },
  Split: { at: inHand },
  RequestExtension: { at: inHand },
  DecideExtension: { at: open },
  Shelve: { at: inHand },
  DecideShelving: { at: open },
  Unshelve: { at: open },
  AskResident: { at: inHand },
  RecordResidentAnswer: { at: open },
  CompleteStep: { at: inHand },
  FireDeadline: { at: [], else: () => 'nothing' },
  ApplyCalendar: { at: [], else: () => 'nothing' },
  MigrateRules: { at: open.slice(1), else: () => 'nothing' },
  PauseWithParent: { at: inHand, else: () => 'nothing' },
  ResumeWithParent: { at: [], else: () => 'nothing' },
  RaiseSupervision: { at: open },
  ReportRectification: { at: open },
  AppealSupervision: { at: open },
  DecideAppeal: { at: open },
  ClearSupervision: { at: open },
  CommentOnSupervision: { at: stages },
  FlagSilence: { at: open, else: () => 'nothing' },
};

describe.each(Object.entries(places))('%s in the course of a case', (type, { at, else: elsewhere }) => {
  const command = commands[type as CaseCommandType];

  it(`has its place at: ${at.join(', ') || 'the beginning, or none'}`, () => {
    for (const stage of at) expect(whenceRefused).not.toContain(answerAt(stage));
  });

  it('is refused or changes nothing at every other stage', () => {
    const others = stages.filter((stage) => !at.includes(stage));
    const expected = others.map((stage) => [stage, elsewhere?.(stage) ?? usualAnswerAt(stage)]);
    expect(others.map((stage) => [stage, answerAt(stage)])).toEqual(expected);
  });

  it('finds no case where none was reported', () => {
    const answers = type === 'ReportCase' || type === 'SettleOnSpot' ? 'events' : 'case-not-found';
    expect(answerOf(() => caseDecider.decide(command, noCase, as('chen')))).toBe(answers);
  });

  function answerAt(stage: Stage): string {
    const state = stateAfter(...histories[stage]);
    // Nobody of the life told above: no rule about persons or their units comes in between.
    return answerOf(() => caseDecider.decide(command, state, as('deng', 'county', { other: state })));
  }
});

const whenceRefused = ['case-not-found', 'case-final', 'case-merged', 'wrong-stage', 'case-exists'];

function nothingAt(ended: Stage) {
  return (stage: Stage) => (stage === ended ? 'nothing' : undefined);
}

function usualAnswerAt(stage: Stage): string {
  if (stage === 'merged') return 'case-merged';
  return ended.includes(stage) ? 'case-final' : 'wrong-stage';
}

function answerOf(decide: () => readonly CaseEvent[]): string {
  try {
    return decide().length === 0 ? 'nothing' : 'events';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
