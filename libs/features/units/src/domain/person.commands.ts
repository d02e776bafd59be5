import type { Message, Role } from '#kernel';
import type { PersonRegisteredData } from './person.events.js';

export interface GivePositionData {
  readonly personId: string;
  readonly unit: string;
  readonly role: Role;
  /** ISO 8601; absent: now. */
  readonly from?: string;
  /** Exclusive; absent: until further notice. */
  readonly until?: string;
}

export interface EndPositionData {
  readonly personId: string;
  readonly unit: string;
  readonly role: Role;
  /** ISO 8601; absent: now. */
  readonly until?: string;
}

export interface GiveMandateData {
  /** The deputy. */
  readonly personId: string;
  readonly unit: string;
  readonly role: Role;
  /** Person id of the one who holds the position. */
  readonly onBehalfOf: string;
  readonly from?: string;
  readonly until: string;
}

export interface EndMandateData {
  readonly personId: string;
  readonly unit: string;
  readonly role: Role;
  readonly onBehalfOf: string;
  readonly until?: string;
}

/** As they are decided: the identity is sealed, and a password never comes here. */
export type PersonCommand =
  | Message<'RegisterPerson', PersonRegisteredData & { readonly personId: string }>
  | Message<'GivePosition', GivePositionData>
  | Message<'EndPosition', EndPositionData>
  | Message<'GiveMandate', GiveMandateData>
  | Message<'EndMandate', EndMandateData>
  | Message<'ReplacePassword', { readonly personId: string }>;
