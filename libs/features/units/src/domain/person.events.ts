import type { Message, Role, Sealed } from '#kernel';

/** All there is to know about a person here; leaves this room sealed only. */
export interface Identity {
  readonly signIn: string;
  readonly name: PersonName;
}

/** At least one of the two. */
export interface PersonName {
  readonly en?: string;
  readonly zh?: string;
}

export interface PersonRegisteredData {
  /** The unit whose administrators look after the person as long as he has no position. */
  readonly unit: string;
  /** Sealed under `person:<id>`. */
  readonly identity: Sealed<Identity>;
}

/** ISO 8601; `until` is exclusive. */
export interface PositionGivenData {
  readonly unit: string;
  readonly role: Role;
  readonly from: string;
  readonly until?: string;
}

export interface PositionEndedData {
  readonly unit: string;
  readonly role: Role;
  readonly until: string;
}

/** On the deputy's stream: he acts in this position for the person who holds it. */
export interface MandateGivenData {
  readonly unit: string;
  readonly role: Role;
  /** Person id of the one who holds the position. */
  readonly onBehalfOf: string;
  readonly from: string;
  readonly until: string;
}

export interface MandateEndedData {
  readonly unit: string;
  readonly role: Role;
  readonly onBehalfOf: string;
  readonly until: string;
}

export type PersonRegistered = Message<'PersonRegistered', PersonRegisteredData>;
export type PositionGiven = Message<'PositionGiven', PositionGivenData>;
export type PositionEnded = Message<'PositionEnded', PositionEndedData>;
export type MandateGiven = Message<'MandateGiven', MandateGivenData>;
export type MandateEnded = Message<'MandateEnded', MandateEndedData>;
/** Somebody else set the password; who it was is in the envelope. The password itself is nowhere in the log. */
export type PasswordReplaced = Message<'PasswordReplaced', Readonly<Record<string, never>>>;

/** One stream per person. */
export type PersonEvent =
  PersonRegistered | PositionGiven | PositionEnded | MandateGiven | MandateEnded | PasswordReplaced;
