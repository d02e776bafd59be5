import type { Limit, Message, RulesRef, Sealed } from '#kernel';
import type {
  FirstContactResult,
  Lane,
  Outcome,
  RejectReason,
  ReportedCase,
  ReporterRef,
  ReturnGround,
  SplitChild,
  Urgency,
} from './case.events.js';

type Text = Sealed<{ readonly text: string }>;

/** What a report says; the path of its unit is looked up, never taken from the sender. */
export type Report = Omit<ReportedCase, 'path' | 'level' | 'filedBy' | 'filedFor'> & {
  readonly receiptHash: string;
};

export type CaseCommand =
  | Message<'ReportCase', Report>
  | Message<'SettleOnSpot', Report & { readonly internalAccount: Text; readonly publicReply: Text }>
  /** `unit` speaks for an import alone: a person takes up a case for the unit of his position. */
  | Message<
      'AcceptCase',
      {
        readonly serviceType?: string;
        readonly urgency?: Urgency;
        readonly unit?: string;
        /** ISO 8601: a due date that an imported file names itself. */
        readonly due?: string;
      }
    >
  | Message<'RejectCase', { readonly reason: RejectReason; readonly advice: Text }>
  | Message<'OfferCustody', { readonly to: string; readonly reason?: Text }>
  | Message<'AcceptCustody', Record<never, never>>
  | Message<
      'RequestReturn',
      { readonly ground: ReturnGround; readonly suggestedUnit?: string; readonly text?: Text }
    >
  | Message<'DecideReturn', { readonly granted: boolean; readonly next?: string; readonly text?: Text }>
  | Message<
      'Escalate',
      { readonly digest: Text; readonly ask: Text; readonly urgent?: boolean; readonly to?: string }
    >
  | Message<'AnswerEscalation', { readonly answer: Text }>
  | Message<'SendDown', { readonly to: string; readonly instruction: Text }>
  | Message<'RecordFirstContact', { readonly result: FirstContactResult; readonly note?: Text }>
  | Message<'AddHelper', { readonly unit: string; readonly task: Text; readonly due?: string }>
  /** `unit` tells which part is done, for an import or for somebody with a seat at two helpers. */
  | Message<'CompleteHelp', { readonly result: Text; readonly unit?: string }>
  | Message<'AddNote', { readonly visibility: 'internal' | 'public'; readonly text: Text }>
  | Message<
      'ReportHandled',
      { readonly outcome: Outcome; readonly internalAccount: Text; readonly publicReply: Text }
    >
  | Message<'Verify', { readonly ok: boolean; readonly findings?: Text }>
  | Message<
      'CallBack',
      {
        readonly reporter?: ReporterRef;
        readonly reached: boolean;
        readonly solved?: boolean;
        readonly satisfied?: boolean;
        readonly comment?: Text;
        readonly rework?: boolean;
      }
    >
  | Message<'CloseCase', { readonly outcome?: Outcome; readonly publicReply?: Text }>
  | Message<'Withdraw', { readonly reason?: Text }>
  | Message<'RequestReopen', { readonly grounds: 'not-solved' | 'new-facts'; readonly text?: Text }>
  | Message<'Reopen', { readonly reason?: Text }>
  | Message<'Merge', { readonly into: string }>
  /** `from` lets the engine undo the one merge it means, should the case have been merged anew meanwhile. */
  | Message<'Unmerge', { readonly reason?: Text; readonly from?: string }>
  | Message<
      'LinkDuplicate',
      { readonly duplicate: string; readonly reporters: readonly string[]; readonly due?: string }
    >
  /** `nested`: it was merged into a duplicate of this case, not into this case itself. */
  | Message<
      'UnlinkDuplicate',
      { readonly duplicate: string; readonly reporters: readonly string[]; readonly nested?: true }
    >
  | Message<'Split', { readonly children: readonly SplitChild[] }>
  | ClockCommand
  | SupervisionCommand;

type ClockCommand =
  /** `limit` for a second extension alone: the first is preset. */
  | Message<'RequestExtension', { readonly limit?: Limit; readonly reason: Text }>
  | Message<'DecideExtension', { readonly granted: boolean; readonly text?: Text }>
  | Message<'Shelve', { readonly reviewOn: string; readonly reason: Text; readonly publicReason: Text }>
  | Message<'DecideShelving', { readonly granted: boolean; readonly text?: Text }>
  | Message<'Unshelve', { readonly reason?: Text }>
  /** `days` of 24 hours; absent: as long as the policy allows. */
  | Message<'AskResident', { readonly question: Text; readonly days?: number }>
  | Message<'RecordResidentAnswer', { readonly answer: Text }>
  | Message<'CompleteStep', { readonly step: string; readonly account: Text }>
  | Message<'FireDeadline', { readonly name: string; readonly version: number; readonly lane: Lane }>
  | Message<'ApplyCalendar', Record<never, never>>
  | Message<'MigrateRules', { readonly to: RulesRef }>
  | Message<'PauseWithParent', { readonly until: string }>
  | Message<'ResumeWithParent', Record<never, never>>;

type SupervisionCommand =
  | Message<'RaiseSupervision', { readonly level?: number; readonly grounds: Text }>
  | Message<'ReportRectification', { readonly account: Text }>
  | Message<'AppealSupervision', { readonly grounds: Text }>
  | Message<'DecideAppeal', { readonly upheld: boolean; readonly text: Text }>
  | Message<'ClearSupervision', { readonly text?: Text }>
  | Message<'CommentOnSupervision', { readonly text: Text }>
  | Message<'FlagSilence', { readonly since: string; readonly workingDays: number }>;

export type CaseCommandType = CaseCommand['type'];
export type CommandOf<Type extends CaseCommandType> = Extract<CaseCommand, { type: Type }>;
