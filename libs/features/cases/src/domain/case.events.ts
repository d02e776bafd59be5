import type { Level, Message, RulesRef, Sealed } from '#kernel';
import type { ClockChange, ClockEvent } from './clock.events.js';
import type { SupervisionEvent } from './supervision.events.js';
import type { ReportedCase, SplitChild } from './report.js';
import type { Outcome, RejectReason, ReturnGround, Urgency } from './vocabulary.js';

export * from './clock.events.js';
export type * from './report.js';
export * from './supervision.events.js';
export * from './vocabulary.js';

export type OfferKind = 'dispatch' | 'escalation' | 'send-down' | 'redirect';
export type FirstContactResult = 'reached' | 'not-reached' | 'on-site';
export type ReworkReason = 'verification' | 'call-back';
/** `own` is the case's own reporter; any other value is the id of a duplicate merged into it. */
export type ReporterRef = string;

type Text = Sealed<{ readonly text: string }>;
/** Duplicates that stand for themselves again: one reporter's end is not another's. */
type Releases = readonly string[];

/** What happens to a case, but for its clocks and its supervision. */
type HandlingEvent =
  | Message<'CaseReported', ReportedCase>
  | Message<'ReceiptIssued', { readonly receiptHash: string }>
  | Message<
      'CaseAccepted',
      {
        readonly unit: string;
        readonly path: readonly string[];
        readonly level: Level;
        readonly serviceType: string;
        readonly urgency: Urgency;
        /** The version of the catalogue this case keeps to; absent in a case from before there was one. */
        readonly rules?: RulesRef;
        /** A due date that the source itself names (import): ISO 8601. */
        readonly due?: string;
      }
    >
  | Message<
      'CaseRejected',
      { readonly reason: RejectReason; readonly advice: Text; readonly releases?: Releases }
    >
  | Message<
      'CustodyOffered',
      {
        readonly from: string;
        /** Unit whose officer handed it on; another than `from` when a level above did. */
        readonly by: string;
        readonly to: string;
        readonly toPath: readonly string[];
        readonly toLevel: Level;
        readonly kind: OfferKind;
        readonly reason?: Text;
      }
    >
  | Message<'CustodyAccepted', { readonly unit: string; readonly handlers: readonly string[] }>
  | Message<
      'ReturnRequested',
      {
        readonly unit: string;
        readonly ground: ReturnGround;
        readonly suggestedUnit?: string;
        readonly decideBy: string;
        readonly text?: Text;
      }
    >
  | Message<'ReturnGranted', { readonly unit: string; readonly holder: string; readonly text?: Text }>
  | Message<'ReturnRefused', { readonly unit: string; readonly final: boolean; readonly text: Text }>
  | Message<
      'EscalationRaised',
      {
        readonly from: string;
        readonly to: string;
        readonly urgent: boolean;
        readonly digest: Text;
        readonly ask: Text;
      }
    >
  | Message<'EscalationAnswered', { readonly from: string; readonly to: string; readonly answer: Text }>
  | Message<
      'FirstContactMade',
      { readonly result: FirstContactResult; readonly handlers: readonly string[]; readonly note?: Text }
    >
  | Message<
      'HelperAdded',
      {
        readonly unit: string;
        readonly path: readonly string[];
        readonly level: Level;
        readonly task: Text;
        readonly due?: string;
      }
    >
  | Message<
      'HelpCompleted',
      { readonly unit: string; readonly handlers: readonly string[]; readonly result: Text }
    >
  | Message<'NoteAdded', { readonly visibility: 'internal' | 'public'; readonly text: Text }>
  | Message<
      'HandlingReported',
      {
        readonly outcome: Outcome;
        readonly handlers: readonly string[];
        readonly internalAccount: Text;
        readonly publicReply: Text;
      }
    >
  | Message<'VerificationRecorded', { readonly ok: boolean; readonly findings?: Text }>
  | Message<'ReworkOrdered', { readonly reason: ReworkReason }>
  | Message<
      'CallbackRecorded',
      {
        readonly reporter: ReporterRef;
        readonly reached: boolean;
        readonly solved?: boolean;
        readonly satisfied?: boolean;
        readonly comment?: Text;
        /** So many attempts have failed that no further one is due. */
        readonly exhausted?: true;
      }
    >
  | Message<
      'CaseClosed',
      {
        readonly outcome: Outcome;
        readonly onSpot: boolean;
        readonly reopenUntil: string;
        readonly internalAccount?: Text;
      }
    >
  | Message<'PublicReplyPublished', { readonly reply: Text }>
  | Message<'CaseWithdrawn', { readonly reason?: Text; readonly releases?: Releases }>
  | Message<'ReopenRequested', { readonly grounds: 'not-solved' | 'new-facts'; readonly text?: Text }>
  | Message<
      'CaseReopened',
      {
        readonly unit: string;
        readonly path: readonly string[];
        readonly level: Level;
        readonly reason?: Text;
      }
    >
  | Message<
      'CaseMerged',
      {
        readonly into: string;
        readonly reporters: readonly string[];
        /** When it was due itself: the target keeps the earlier date. */
        readonly due?: string;
      }
    >
  | Message<
      'CaseUnmerged',
      { readonly from: string; readonly reporters: readonly string[]; readonly reason?: Text }
    >
  | Message<
      'DuplicateLinked',
      { readonly duplicate: string; readonly reporters: readonly string[]; readonly due?: string }
    >
  | Message<
      'DuplicateUnlinked',
      {
        readonly duplicate: string;
        readonly reporters: readonly string[];
        /** The case that this one is merged into itself, which counted the same reporters. */
        readonly into?: string;
      }
    >
  | Message<
      'CaseSplit',
      {
        readonly children: readonly SplitChild[];
        readonly urgency: Urgency;
        readonly reporter: string;
        readonly identityProtected: boolean;
      }
    >;

/** Every step may carry what it has done to the clocks: one fact, one event. */
interface Timed {
  readonly deadlines?: ClockChange;
}

export type CaseEvent = (HandlingEvent | ClockEvent | SupervisionEvent) & Timed;

export type CaseEventType = CaseEvent['type'];

/** What an event has set running and ended, whichever it is; undefined for one that leaves the clocks alone. */
export function clockChangeOf(event: CaseEvent): ClockChange | undefined {
  return event.type === 'DeadlinesSet' ? event.data : event.deadlines;
}
