import type { CaseCommand, CaseCommandType } from '../case.commands.js';
import type { CaseEvent, SplitChild } from '../case.events.js';
import { report, standing, text } from '../testing.js';

/** One of every command, as short as it may be. */
export const commands: { readonly [Type in CaseCommandType]: Extract<CaseCommand, { type: Type }> } = {
  ReportCase: { type: 'ReportCase', data: report },
  SettleOnSpot: {
    type: 'SettleOnSpot',
    data: { ...report, internalAccount: text('internal account'), publicReply: text('public reply') },
  },
  AcceptCase: { type: 'AcceptCase', data: {} },
  RejectCase: { type: 'RejectCase', data: { reason: 'not-a-case', advice: text('advice') } },
  OfferCustody: { type: 'OfferCustody', data: { to: 'mill' } },
  AcceptCustody: { type: 'AcceptCustody', data: {} },
  RequestReturn: { type: 'RequestReturn', data: { ground: 'not-our-area' } },
  DecideReturn: { type: 'DecideReturn', data: { granted: true } },
  Escalate: { type: 'Escalate', data: { digest: text('digest'), ask: text('ask') } },
  AnswerEscalation: { type: 'AnswerEscalation', data: { answer: text('answer') } },
  SendDown: { type: 'SendDown', data: { to: 'mill', instruction: text('instruction') } },
  RecordFirstContact: { type: 'RecordFirstContact', data: { result: 'on-site' } },
  AddHelper: { type: 'AddHelper', data: { unit: 'fire', task: text('task') } },
  CompleteHelp: { type: 'CompleteHelp', data: { result: text('result') } },
  AddNote: { type: 'AddNote', data: { visibility: 'internal', text: text('note') } },
  ReportHandled: {
    type: 'ReportHandled',
    data: { outcome: 'solved', internalAccount: text('internal account'), publicReply: text('public reply') },
  },
  Verify: { type: 'Verify', data: { ok: true } },
  CallBack: { type: 'CallBack', data: { reached: false } },
  CloseCase: { type: 'CloseCase', data: {} },
  Withdraw: { type: 'Withdraw', data: {} },
  RequestReopen: { type: 'RequestReopen', data: { grounds: 'new-facts' } },
  Reopen: { type: 'Reopen', data: {} },
  Merge: { type: 'Merge', data: { into: 'case-2' } },
  Unmerge: { type: 'Unmerge', data: {} },
  LinkDuplicate: { type: 'LinkDuplicate', data: { duplicate: 'case-3', reporters: ['case-3'] } },
  UnlinkDuplicate: { type: 'UnlinkDuplicate', data: { duplicate: 'case-3', reporters: ['case-3'] } },
  Split: { type: 'Split', data: { children: [childOf('case-8')] } },
  RequestExtension: { type: 'RequestExtension', data: { reason: text('why') } },
  DecideExtension: { type: 'DecideExtension', data: { granted: true } },
  Shelve: {
    type: 'Shelve',
    data: { reviewOn: '2026-04-01T01:00:00.000Z', reason: text('why'), publicReason: text('winter') },
  },
  DecideShelving: { type: 'DecideShelving', data: { granted: true } },
  Unshelve: { type: 'Unshelve', data: {} },
  AskResident: { type: 'AskResident', data: { question: text('which lamp?') } },
  RecordResidentAnswer: { type: 'RecordResidentAnswer', data: { answer: text('the third') } },
  CompleteStep: { type: 'CompleteStep', data: { step: 'stop-work', account: text('stopped') } },
  FireDeadline: { type: 'FireDeadline', data: { name: 'handle', version: 1, lane: 'alarm' } },
  ApplyCalendar: { type: 'ApplyCalendar', data: {} },
  MigrateRules: { type: 'MigrateRules', data: { to: { version: 2, hash: 'hash-2' } } },
  PauseWithParent: { type: 'PauseWithParent', data: { until: '2026-04-01T01:00:00.000Z' } },
  ResumeWithParent: { type: 'ResumeWithParent', data: {} },
  RaiseSupervision: { type: 'RaiseSupervision', data: { grounds: text('too slow') } },
  ReportRectification: { type: 'ReportRectification', data: { account: text('put right') } },
  AppealSupervision: { type: 'AppealSupervision', data: { grounds: text('not ours') } },
  DecideAppeal: { type: 'DecideAppeal', data: { upheld: true, text: text('so it is') } },
  ClearSupervision: { type: 'ClearSupervision', data: {} },
  CommentOnSupervision: { type: 'CommentOnSupervision', data: { text: text('look again') } },
  FlagSilence: {
    type: 'FlagSilence',
    data: { since: '2026-02-20T01:00:00.000Z', workingDays: 5 },
  },
};

export function childOf(caseId: string, more: Partial<SplitChild> = {}): SplitChild {
  const narrative = { subject: 'reporter:case-1', box: 'narrative' };
  return { caseId, serviceType: '050101', unit: 'mill-1', narrative, receiptHash: `hash-${caseId}`, ...more };
}

export function splitInto(...children: readonly SplitChild[]): CaseEvent {
  const inherited = { urgency: 'ordinary', reporter: 'reporter:case-1', identityProtected: false } as const;
  return { type: 'CaseSplit', data: { children, ...inherited } };
}

export function linked(duplicate: string, ...nested: readonly string[]): CaseEvent {
  return { type: 'DuplicateLinked', data: { duplicate, reporters: [duplicate, ...nested] } };
}

export function asked(unit: string, decideBy: string): CaseEvent {
  return { type: 'ReturnRequested', data: { unit, ground: 'not-our-area', decideBy } };
}

export function granted(unit: string, holder: string): CaseEvent {
  return { type: 'ReturnGranted', data: { unit, holder } };
}

export function refused(unit: string, final: boolean): CaseEvent {
  return { type: 'ReturnRefused', data: { unit, final, text: text('no') } };
}

export function helped(unit: string): CaseEvent {
  return { type: 'HelperAdded', data: { unit, ...standing(unit), task: text('task') } };
}

export function helpDone(unit: string, ...handlers: readonly string[]): CaseEvent {
  return { type: 'HelpCompleted', data: { unit, handlers, result: text('result') } };
}

export function raisedBy(person: string, desk: string): CaseEvent {
  const mill = { unit: 'mill', path: standing('mill').path };
  const byHand = { by: 'supervisor', grounds: text('too slow'), raisers: [person], desk } as const;
  return { type: 'SupervisionRaised', data: { ...mill, level: 1, ...byHand } };
}

export function appealed(decideBy: string): CaseEvent {
  const mill = { unit: 'mill', path: standing('mill').path };
  return { type: 'SupervisionAppealed', data: { ...mill, grounds: text('not ours'), decideBy } };
}

export const withdrawn: CaseEvent = { type: 'CaseWithdrawn', data: {} };
export const rejected: CaseEvent = {
  type: 'CaseRejected',
  data: { reason: 'not-a-case', advice: text('advice') },
};
export const merged: CaseEvent = { type: 'CaseMerged', data: { into: 'case-2', reporters: ['case-1'] } };
export const reopenAsked: CaseEvent = { type: 'ReopenRequested', data: { grounds: 'not-solved' } };

export function reopenedAt(unit: string, reason?: ReturnType<typeof text>): CaseEvent {
  return { type: 'CaseReopened', data: { ...(reason && { reason }), unit, ...standing(unit) } };
}
