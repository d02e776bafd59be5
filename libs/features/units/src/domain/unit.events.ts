import type { Bilingual, Level, Message } from '#kernel';

/** What an external unit is. */
export const EXTERNAL_KINDS = ['department', 'property-company', 'social-organisation'] as const;
export type ExternalKind = (typeof EXTERNAL_KINDS)[number];

/** What all facts about a unit carry. */
interface OfUnit {
  readonly unitId: string;
  /** Unit ids from the root to this unit, as the tree stands at `from`. */
  readonly path: readonly string[];
  /** ISO 8601: the fact holds from then on, be it past or yet to come. */
  readonly from: string;
}

export interface UnitOpenedData extends OfUnit {
  readonly level: Level;
  /** Absent for a county. */
  readonly parent?: string;
  readonly name: Bilingual;
  /** The official code, for example the 12-digit statistical code. */
  readonly code?: string;
  /** For external units only. */
  readonly externalKind?: ExternalKind;
}

export interface UnitMovedData extends OfUnit {
  readonly parent: string;
}

export interface UnitRenamedData extends OfUnit {
  readonly name: Bilingual;
}

export interface UnitClosedData extends OfUnit {
  readonly reason: string;
}

export type UnitOpened = Message<'UnitOpened', UnitOpenedData>;
export type UnitMoved = Message<'UnitMoved', UnitMovedData>;
export type UnitRenamed = Message<'UnitRenamed', UnitRenamedData>;
export type UnitClosed = Message<'UnitClosed', UnitClosedData>;

/** All units live in one stream, because they are one tree. */
export type UnitEvent = UnitOpened | UnitMoved | UnitRenamed | UnitClosed;
