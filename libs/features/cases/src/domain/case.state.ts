import type { RulesRef, Sealed } from '#kernel';
import { stillClock, unsupervised, type CaseClock, type Supervision } from './clock/clock.state.js';
import type { OfferKind, Outcome, ReportedCase, ReporterRef, Urgency } from './case.events.js';

/** A: where the case stands. */
export type Lifecycle =
  | { readonly stage: 'reported' | 'accepted' | 'handling' | 'verifying' | 'calling-back' }
  | { readonly stage: 'closed'; readonly outcome: Outcome; readonly reopenUntil: string }
  | { readonly stage: 'rejected' | 'withdrawn' }
  | { readonly stage: 'merged'; readonly into: string; readonly before: ExistingCase };

export type Stage = Lifecycle['stage'];
export const OPEN_STAGES = ['reported', 'accepted', 'handling', 'verifying', 'calling-back'] as const;
export const FINAL_STAGES = ['closed', 'rejected', 'withdrawn', 'merged'] as const;

/** One step of a case from unit to unit. */
export interface HandOver {
  readonly from: string;
  /** The unit that decided on it: `from` itself or one above. */
  readonly by: string;
}

export interface Offer extends HandOver {
  readonly kind: OfferKind;
  readonly to: string;
}

export interface PendingReturn {
  /** The unit that wants to hand back. */
  readonly unit: string;
  readonly decideBy: string;
  /** The offer it does not want to sign; absent when it already holds the case. */
  readonly offer?: Offer;
}

/** B: who answers. The holder answers until another has signed, whatever is offered or asked meanwhile. */
export interface Custody {
  readonly holder: string;
  /** How it came here, in order; empty at the unit that took it up itself. */
  readonly chain: readonly HandOver[];
  readonly offer?: Offer;
  readonly pendingReturn?: PendingReturn;
  /** Returns asked for so far; the second goes to arbitration, a third is refused. */
  readonly returns: number;
  /** Hand-overs signed so far. */
  readonly hops: number;
}

export interface CallBackState {
  readonly attempts: number;
  readonly reached: boolean;
  readonly exhausted?: true;
}

export interface ExistingCase {
  readonly lifecycle: Lifecycle;
  readonly custody: Custody;
  readonly serviceType: string;
  readonly urgency: Urgency;
  readonly origin: string;
  readonly reporter: string;
  readonly identityProtected: boolean;
  readonly parent?: string;
  /** Who filed it, a deputy together with the one he acted for; nobody for an import or a process. */
  readonly filers: readonly string[];
  /** Unit that took it up, and therefore closes it. */
  readonly acceptedBy?: string;
  /** Persons who handled it; none of them verifies, calls back or closes. */
  readonly handlers: readonly string[];
  readonly helpers: Readonly<Record<string, 'working' | 'done'>>;
  readonly escalation?: { readonly from: string; readonly to: string };
  readonly proposal?: { readonly outcome: Outcome; readonly reply: Sealed<{ readonly text: string }> };
  /** Every reporter, the case's own and those of its duplicates. */
  readonly callBacks: Readonly<Record<ReporterRef, CallBackState>>;
  /** Cases merged into this one, without those merged into them. */
  readonly duplicates: readonly string[];
  readonly children: readonly string[];
  readonly reopenRequested: boolean;
  readonly reworks: number;
  /** The version of the catalogue it keeps to, from its acceptance on. */
  readonly rules?: RulesRef;
  readonly clock: CaseClock;
  readonly supervision: Supervision;
}

export type Case = 'none' | ExistingCase;

export const noCase: Case = 'none';
export const notCalled: CallBackState = { attempts: 0, reached: false };

export function isOpen(state: ExistingCase): boolean {
  return (OPEN_STAGES as readonly string[]).includes(state.lifecycle.stage);
}

/** The one unit that answers for the case now; none for a final case. */
export function answerable(state: Case): string | undefined {
  return state !== 'none' && isOpen(state) ? state.custody.holder : undefined;
}

export function reportersOf(state: ExistingCase): readonly ReporterRef[] {
  return Object.keys(state.callBacks);
}

/** A case as it is right after its report. */
export function reported(data: ReportedCase): ExistingCase {
  return {
    lifecycle: { stage: 'reported' },
    custody: { holder: data.unit, chain: [], returns: 0, hops: 0 },
    serviceType: data.serviceType,
    urgency: data.urgency,
    origin: data.unit,
    reporter: data.reporter,
    identityProtected: data.identityProtected,
    ...(data.parent === undefined ? {} : { parent: data.parent }),
    filers: [data.filedBy, data.filedFor].filter((person) => typeof person === 'string'),
    handlers: [],
    helpers: {},
    callBacks: { own: notCalled },
    duplicates: [],
    children: [],
    reopenRequested: false,
    reworks: 0,
    clock: stillClock,
    supervision: unsupervised,
  };
}
