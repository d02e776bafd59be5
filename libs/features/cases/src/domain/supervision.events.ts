import type { Message, Sealed } from '#kernel';
import type { DeadlineName } from './clock.events.js';

type Text = Sealed<{ readonly text: string }>;

/** The rung that did it, when nobody else did. */
interface ByRung {
  readonly deadline: DeadlineName;
  readonly rung: string;
}

/** Whose handling it is about: the unit, and where it stood then. Never a person. */
interface Aimed {
  readonly unit: string;
  readonly path: readonly string[];
}

export type SupervisionEvent =
  /** 提醒 before expiry, 催办 after it; a written one is copied to the unit above. */
  | Message<
      'CaseReminded',
      Aimed & ByRung & { readonly due: string; readonly written: boolean; readonly copiedTo?: string }
    >
  | Message<'SupervisorAdded', Aimed & ByRung & { readonly supervisor: string }>
  /** 督办: by a rung, or by a supervisor with his grounds. The unit answers within the `rectify` limit. */
  | Message<
      'SupervisionRaised',
      Aimed & {
        readonly level: number;
        readonly by: 'rung' | 'supervisor';
        readonly grounds?: Text;
        /** By hand: who did it, a deputy together with the one he acts for; others decide an appeal against it. */
        readonly raisers?: readonly string[];
        /** The unit at which they supervise; an appeal goes to those above it. */
        readonly desk?: string;
      } & Partial<ByRung>
    >
  /** Moved up by its ladder; a `CustodyOffered` to `to` follows. The unit below answers until it is signed for. */
  | Message<
      'CaseEscalated',
      ByRung & { readonly from: string; readonly to: string; readonly path: readonly string[] }
    >
  | Message<'CaseFlagged', Aimed & ByRung & { readonly flag: 'overdue' | 'review-after-outage' }>
  | Message<'CaseFellSilent', Aimed & { readonly since: string; readonly workingDays: number }>
  | Message<'RectificationReported', Aimed & { readonly handlers: readonly string[]; readonly account: Text }>
  | Message<'SupervisionAppealed', Aimed & { readonly grounds: Text; readonly decideBy: string }>
  /** Upheld: the supervision is cleared with it. */
  | Message<'AppealDecided', Aimed & { readonly upheld: boolean; readonly text: Text }>
  | Message<'SupervisionCleared', Aimed & { readonly by: 'supervisor' | 'appeal'; readonly text?: Text }>
  | Message<'SupervisionCommented', { readonly text: Text }>;
