import type { CalendarRef, Limit, Message, Remaining, RulesRef, RungAction, Sealed } from '#kernel';

type Text = Sealed<{ readonly text: string }>;

/** A stage's name, `step-<code>` for one of several dates of the matter, `helper-<unit>` for a helper's part. */
export type DeadlineName = string;

/** The next time at which something happens to a running limit: the rung of its ladder that fires then. */
export interface Alarm {
  readonly rung: string;
  /** ISO 8601. */
  readonly at: string;
}

/** One running limit of a case, with all that its date was computed from. */
export interface Deadline {
  readonly name: DeadlineName;
  /** Arm version: one more each time this name is armed again, whatever the reason. An alarm of another one is void. */
  readonly version: number;
  /** The unit that has to act, and where it stood in the grid then. */
  readonly unit: string;
  readonly path: readonly string[];
  /** ISO 8601; with `limit` and `calendar` it gives `due`, to anybody, at any time. */
  readonly startedAt: string;
  readonly limit: Limit;
  readonly calendar: CalendarRef;
  /** ISO 8601: the end of the limit. */
  readonly due: string;
  /** The calendar does not know the holidays of that year yet. */
  readonly provisional?: true;
  /** Set where `due` is not what the limit gives: an extension, a pause, or the earlier date of a merged case. */
  readonly because?: 'extension' | 'pause' | 'merge';
  /** ISO 8601: it was over when it was set running; what its ladder does after the end counts from here. */
  readonly lateFrom?: string;
  /** Absent when no rung is left to fire. */
  readonly alarm?: Alarm;
}

/** What a step has set running, and what it has ended. */
export interface ClockChange {
  readonly armed: readonly Deadline[];
  readonly ended: readonly DeadlineName[];
}

export const LANES = ['alarm', 'sweep', 'catch-up'] as const;
/** Which of them noticed it: the alarm clock, the sweep behind it, or the catch-up after an outage. */
export type Lane = (typeof LANES)[number];

export const PAUSE_REASONS = ['waiting-resident', 'shelved', 'with-parent'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export type ClockEvent =
  /** The clocks alone, where no other step carries it. */
  | Message<'DeadlinesSet', ClockChange>
  | Message<
      'DeadlineFired',
      {
        readonly name: DeadlineName;
        readonly version: number;
        readonly rung: string;
        readonly action: RungAction;
        /** The unit whose limit it is, and where it stood then. */
        readonly unit: string;
        readonly path: readonly string[];
        /** When the rung was to fire, and when it did. */
        readonly at: string;
        readonly firedAt: string;
        /** Milliseconds between the two; never negative. */
        readonly lateMs: number;
        readonly lane: Lane;
      }
    >
  | Message<
      'DeadlineMoved',
      {
        readonly deadline: Deadline;
        readonly from: string;
        readonly because:
          | { readonly reason: 'extension' | 'merge' }
          | { readonly reason: 'calendar'; readonly calendar: CalendarRef }
          | { readonly reason: 'rules'; readonly rules: RulesRef };
      }
    >
  | Message<
      'ClockPaused',
      {
        readonly reason: PauseReason;
        /** Latest moment at which it runs again by itself. */
        readonly until: string;
        readonly remaining: Readonly<Record<DeadlineName, Remaining>>;
        /** Cases split from this one, which stand with it. */
        readonly parts?: readonly string[];
      }
    >
  | Message<'ClockResumed', { readonly reason: PauseReason; readonly parts?: readonly string[] }>
  | Message<
      'ExtensionRequested',
      {
        readonly unit: string;
        readonly limit: Limit;
        readonly reason: Text;
        /** Unit that decides: the first by preset, a second one level higher. */
        readonly decideBy: string;
      }
    >
  | Message<
      'ExtensionGranted',
      { readonly unit: string; readonly from: string; readonly to: string; readonly text?: Text }
    >
  | Message<'ExtensionRefused', { readonly unit: string; readonly text: Text }>
  | Message<
      'ShelvingRequested',
      {
        readonly unit: string;
        readonly reviewOn: string;
        readonly reason: Text;
        /** What the resident reads. */
        readonly publicReason: Text;
        readonly decideBy: string;
      }
    >
  /** The first of two approvals; the second is `CaseShelved`. */
  | Message<
      'ShelvingApproved',
      {
        readonly unit: string;
        /** Who gave it, a deputy together with the one he acts for: they do not give the second. */
        readonly approvers: readonly string[];
        readonly decideBy: string;
        readonly text?: Text;
      }
    >
  | Message<'ShelvingRefused', { readonly unit: string; readonly text: Text }>
  | Message<
      'CaseShelved',
      { readonly unit: string; readonly reviewOn: string; readonly publicReason: Text; readonly text?: Text }
    >
  /** By somebody, or by the review date. */
  | Message<'CaseUnshelved', { readonly by: 'unit' | 'review-date'; readonly reason?: Text }>
  | Message<'ResidentAsked', { readonly unit: string; readonly until: string; readonly question: Text }>
  /** `none`: the time given for it is over. */
  | Message<'ResidentAnswered', { readonly by: 'resident' | 'unit' | 'none'; readonly answer?: Text }>
  | Message<
      'StepCompleted',
      { readonly step: string; readonly handlers: readonly string[]; readonly account: Text }
    >
  | Message<
      'RulesMigrated',
      { readonly from: RulesRef | null; readonly to: RulesRef; readonly moved: readonly DeadlineName[] }
    >;
