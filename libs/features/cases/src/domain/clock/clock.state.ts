import type { Remaining } from '#kernel';
import type { Deadline, DeadlineName, PauseReason } from '../clock.events.js';

/** A limit as the case remembers it: with the last rung that fired, so that the next one follows. */
export interface RunningDeadline extends Deadline {
  readonly fired?: string;
}

/** A limit that does not run: while the clock stands with what was left of it, after the work was handed in without. */
export interface StandingDeadline extends RunningDeadline {
  readonly remaining?: Remaining;
}

type Named<Value> = Readonly<Record<DeadlineName, Value>>;

/** C: what runs, what stands, and what has been asked for. */
export interface CaseClock {
  readonly running: Named<RunningDeadline>;
  /** To be armed again with the date they had, or with what was left of it. */
  readonly standing: Named<StandingDeadline>;
  /** Last arm version of each name: it only grows. */
  readonly versions: Named<number>;
  readonly pause?: { readonly reason: PauseReason; readonly until: string };
  readonly extensions: number;
  readonly extension?: {
    readonly unit: string;
    readonly decideBy: string;
    readonly limit: Deadline['limit'];
  };
  readonly shelving?: {
    readonly unit: string;
    readonly decideBy: string;
    readonly reviewOn: string;
    readonly publicReason: { readonly subject: string; readonly box: string };
    /** Unit that approved first, and the persons there. */
    readonly approvedBy?: string;
    readonly approvers: readonly string[];
  };
  readonly stepsDone: readonly string[];
  /** Due dates that helpers were given with their task. */
  readonly helperDues: Named<string>;
  /** Due dates of the cases merged into this one. */
  readonly mergedDues: Named<string>;
  /** What `handle` runs by itself, while a merged case lends it an earlier date. */
  readonly own?: RunningDeadline;
  /** A due date that the source itself named. */
  readonly givenDue?: string;
  /** Signed for, and the resident not yet contacted. */
  readonly awaitsContact: boolean;
  readonly underRework: boolean;
  readonly reopenings: number;
}

export const stillClock: CaseClock = {
  running: {},
  standing: {},
  versions: {},
  extensions: 0,
  stepsDone: [],
  helperDues: {},
  mergedDues: {},
  awaitsContact: false,
  underRework: false,
  reopenings: 0,
};

/** D: how the unit's handling is supervised. */
export interface Supervision {
  readonly status: 'clear' | 'reminded' | 'raised' | 'rectifying' | 'appealed';
  /** 0: not raised. */
  readonly level: number;
  /** The unit it is aimed at. */
  readonly unit?: string;
  /** Who raised it by hand, level upon level, and the highest of their desks. */
  readonly raisers?: readonly string[];
  readonly desk?: string;
  readonly decideBy?: string;
  /** The level against which an appeal was decided: it is not contested twice. */
  readonly contested?: number;
  readonly silentSince?: string;
}

export const unsupervised: Supervision = { status: 'clear', level: 0 };
