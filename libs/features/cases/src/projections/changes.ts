import type { CaseCard } from './case-card/case-card-fold.js';

/** A case before and after a batch; the rows of every read model follow from the difference. */
export interface Change {
  /** Undefined for a case that is new. What has not changed is the same object in both. */
  readonly before: CaseCard | undefined;
  readonly after: CaseCard;
}

/** Rows to take away, told by their key, and rows that are new or different. */
export interface RowChanges<Key, Row> {
  readonly gone: readonly Key[];
  readonly come: readonly Row[];
}
