/** What the service answers, as a program that knows only its API sees it. */

export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** A refusal or a failure (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly whoMay?: readonly { readonly role: string; readonly unit?: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly code: string }[];
}

export interface SessionAnswer {
  readonly token: string;
  readonly expiresAt: string;
  readonly person: Me;
}

export interface Me {
  readonly personId: string;
  readonly signIn: string;
  readonly positions: readonly {
    readonly unit: string;
    readonly role: string;
    readonly onBehalfOf?: string;
  }[];
}

/** What every command to a case answers. */
export interface CaseAnswer {
  readonly caseId: string;
  readonly revision: number;
  readonly position: string;
}

export interface FiledAnswer extends CaseAnswer {
  readonly receiptCode: string;
}

export interface UnitAnswer {
  readonly unitId: string;
  readonly revision: number;
  readonly position: string;
}

export interface CaseSummary {
  readonly caseId: string;
  readonly number: string;
  readonly summary: string | null;
  readonly stage: string;
  readonly answers: string | null;
}

export interface CaseCard extends CaseSummary {
  readonly revision: number;
  readonly custody: { readonly holder: string };
  readonly duplicates: readonly string[];
  readonly callBacks: Readonly<Record<string, { readonly attempts: number; readonly reached: boolean }>>;
  readonly permitted: readonly string[];
}

export interface CaseList {
  readonly cases: readonly CaseSummary[];
}

export interface HistoryLine {
  readonly revision: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: {
    readonly id: string;
    readonly role: string;
    readonly unit: string | null;
    readonly onBehalfOf: string | null;
  };
  readonly visibility: 'public' | 'internal';
  readonly line: Text | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly commandId: string;
  readonly hash: string;
}

export interface History {
  readonly number: string;
  readonly lines: readonly HistoryLine[];
  readonly looks: readonly { readonly actor: { readonly id: string }; readonly purpose: string }[];
}

/** What people did: the history without what followed from it for the clocks. */
export function deedsIn({ lines }: Pick<History, 'lines'>): readonly HistoryLine[] {
  return lines.filter(({ type }) => type !== 'DeadlineFired');
}

export interface Inbox {
  readonly tasks: readonly {
    readonly task: string;
    readonly unit: string;
    readonly role: string;
    readonly case: CaseSummary;
  }[];
}

export interface Counters {
  readonly unit: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** What the resident sees by receipt code. */
export interface Tracked {
  readonly caseId: string;
  readonly number: string;
  readonly stage: string;
  readonly outcome?: string;
  readonly answers?: string;
  readonly mergedInto?: string;
  readonly mayReopenUntil?: string;
  readonly steps: readonly {
    readonly at: string;
    readonly type: string;
    readonly line: Text;
    readonly text?: string;
  }[];
  readonly looks: readonly { readonly unit: string; readonly role: string; readonly purpose: string }[];
}

export interface Health {
  readonly status: string;
  readonly log: { readonly head: string };
  readonly readModels: {
    readonly state: string;
    readonly position: string;
    readonly lag: { readonly events: number; readonly seconds: number };
  };
  readonly processes: Readonly<Record<string, { readonly state: string; readonly position: string }>>;
}

export interface UnitVersion {
  readonly name: Text;
  readonly parent?: string;
  readonly open: boolean;
}

export interface Unit extends UnitVersion {
  readonly id: string;
  readonly level: string;
  readonly path: readonly string[];
}

export interface Coverage {
  readonly uncovered: readonly string[];
}
