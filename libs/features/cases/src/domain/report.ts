import type { Level, Sealed } from '#kernel';
import type { FieldValues } from './extra-fields.js';
import type { Channel, Urgency } from './vocabulary.js';

/** What the reporter said: sealed under the reporter's key. */
export interface Narrative {
  readonly summary: string;
  readonly place?: Place;
  readonly fields?: FieldValues;
}

/** Where it is; nothing in it is required, a case may have no place. */
export interface Place {
  readonly text?: string;
  readonly addressCode?: string;
  /** WGS 84 degrees. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/** How to reach the reporter: sealed under the reporter's key, opened for a purpose only. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
}

export interface ReportedCase {
  readonly serviceType: string;
  readonly urgency: Urgency;
  /** Unit in whose area it lies; first receiver, and answerable until somebody else is. */
  readonly unit: string;
  /** The unit's path from the root, and its level, as they were then. */
  readonly path: readonly string[];
  readonly level: Level;
  readonly channel: Channel;
  readonly identityProtected: boolean;
  /** Person who filed it; null for an import or a process. */
  readonly filedBy: string | null;
  /** The one he filed it for, when a deputy did. */
  readonly filedFor?: string;
  /** Whose key seals the narrative and the contact. */
  readonly reporter: string;
  readonly narrative: Sealed<Narrative>;
  readonly contact?: Sealed<Contact>;
  /** Number of the request in the system it came from. */
  readonly externalRef?: string;
  /** Case this one was split from. */
  readonly parent?: string;
}

export interface SplitChild {
  readonly caseId: string;
  readonly serviceType: string;
  readonly unit: string;
  readonly narrative: Sealed<Narrative>;
  readonly receiptHash: string;
}
