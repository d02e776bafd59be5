import type { Bilingual, Level, Message } from '#kernel';
import type { ExternalKind } from './unit.events.js';

export interface OpenUnitData {
  /** Letters, digits, `-` and `_`, at most 64. A unit with an official code has that code as its id. */
  readonly unitId: string;
  readonly level: Level;
  readonly parent?: string;
  readonly name: Bilingual;
  readonly code?: string;
  readonly externalKind?: ExternalKind;
  /** ISO 8601; absent: now. */
  readonly from?: string;
}

export interface MoveUnitData {
  readonly unitId: string;
  readonly parent: string;
  readonly from?: string;
}

export interface RenameUnitData {
  readonly unitId: string;
  readonly name: Bilingual;
  readonly from?: string;
}

export interface CloseUnitData {
  readonly unitId: string;
  /** Why, for people who look for the unit later; no personal data. */
  readonly reason: string;
  readonly from?: string;
}

export type UnitCommand =
  | Message<'OpenUnit', OpenUnitData>
  | Message<'MoveUnit', MoveUnitData>
  | Message<'RenameUnit', RenameUnitData>
  | Message<'CloseUnit', CloseUnitData>;
