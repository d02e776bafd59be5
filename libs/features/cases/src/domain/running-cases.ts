import type { ExistingCase } from './case.state.js';

/** A case that has not ended, as the read models have it. */
export interface RunningCase {
  /** Place in the order of reports: no deed changes it, so it is what a round goes by. */
  readonly seq: number;
  readonly caseId: string;
  readonly number: string;
  readonly state: ExistingCase;
}

/** Which cases are meant; an absent part means all. */
export interface RunningCaseFilter {
  /** Taken up, and not under the rules with this hash. */
  readonly notUnder?: string;
  readonly serviceTypes?: readonly string[];
  /** A unit that sees the case: it or one below has had to do with it. */
  readonly unit?: string;
}

export interface RunningCasePage {
  readonly cases: readonly RunningCase[];
  /** Where to read on; undefined after the last page. A page may be empty and not the last. */
  readonly next: number | undefined;
}

/** Every running case, in the order of reports: what commands that concern all of them go through. */
export abstract class RunningCases {
  abstract page(
    filter: RunningCaseFilter & { readonly after: number; readonly limit: number },
  ): Promise<RunningCasePage>;
  abstract count(filter: RunningCaseFilter): Promise<number>;
}
