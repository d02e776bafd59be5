import { Rejection, type Bilingual, type Level, type Message } from '#kernel';

/** One row of a file by the names of its columns, as text. */
export type Row = ReadonlyMap<string, string>;

/** How one kind of public file reads as cases. Pure: the same row is always the same case. */
export interface Mapping {
  /** As a person types it; part of every id an import makes, and so for ever. */
  readonly name: string;
  readonly title: Bilingual;
  /** Columns without which a file is not of this kind. */
  readonly columns: readonly string[];
  /** @throws Rejection */
  read(row: Row): MappedRow;
}

export interface MappedRow {
  /** The row's number in the system that it comes from. */
  readonly externalRef: string;
  /** The units that its life goes through, the upper before the lower. */
  readonly units: readonly MappedUnit[];
  /** Its life in order; no command occurs twice in it. */
  readonly steps: readonly Step[];
}

export interface MappedUnit {
  readonly unitId: string;
  readonly level: Level;
  readonly parent?: string;
  readonly name: Bilingual;
  readonly externalKind?: 'department';
  /** ISO 8601. */
  readonly from: string;
}

export interface Step {
  readonly command: CaseStep;
  /** ISO 8601. */
  readonly occurredAt: string;
}

/** Where it is, as far as the file says; degrees of WGS 84. */
export interface MappedPlace {
  readonly text?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

export type Outcome =
  'solved' | 'partly-solved' | 'explained-outside-remit' | 'transferred' | 'not-found-on-site';

/** The part of the case commands that the life of a row is made of, in clear. */
export type CaseStep =
  | Message<
      'ReportCase',
      {
        readonly serviceType: string;
        readonly unit: string;
        readonly channel: 'import';
        readonly narrative: { readonly summary: string; readonly place?: MappedPlace };
        readonly externalRef: string;
      }
    >
  | Message<'AcceptCase', { readonly unit: string }>
  | Message<'OfferCustody', { readonly to: string }>
  | Message<'AcceptCustody', Record<never, never>>
  | Message<'RecordFirstContact', { readonly result: 'not-reached' }>
  | Message<
      'ReportHandled',
      { readonly outcome: Outcome; readonly internalAccount: string; readonly publicReply: string }
    >
  | Message<'Verify', { readonly ok: true }>
  | Message<'CallBack', { readonly reached: false }>
  | Message<'CloseCase', Record<never, never>>;

/** A row read by its mapping, or why it is not taken in. */
export function mapRow(mapping: Mapping, row: Row): MappedRow | Rejection {
  try {
    return mapping.read(row);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
