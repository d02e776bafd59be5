import { Rejection, type Bilingual, type Level, type Message } from '#kernel';

/** One row of a file by the names of its columns, as text. */
export type Row = ReadonlyMap<string, string>;

/** One case of an event log (XES, IEEE 1849): what it says of the whole, and its events in the order of the file. */
export interface Trace {
  readonly attributes: Row;
  readonly events: readonly Row[];
}

/** How one kind of public file reads as cases. Pure: the same row is always the same case. */
export type Mapping = CsvMapping | XesMapping;

interface Named {
  /** As a person types it; part of every id an import makes, and so for ever. */
  readonly name: string;
  readonly title: Bilingual;
}

export interface CsvMapping extends Named, Reading<Row> {
  readonly format: 'csv';
  /** Columns without which a file is not of this kind. */
  readonly columns: readonly string[];
}

export interface XesMapping extends Named, Reading<Trace> {
  readonly format: 'xes';
}

interface Reading<Content> {
  /** @throws Rejection */
  read(content: Content): MappedRow;
}

export interface MappedRow {
  /** The row's number in the system that it comes from. */
  readonly externalRef: string;
  /** The units that its life goes through, the upper before the lower. */
  readonly units: readonly MappedUnit[];
  /** Its life in order; no two steps of it have one name. */
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
  /** What tells it from another step with the same command: its number in the file. */
  readonly key?: string;
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
        readonly channel: 'import' | 'online' | 'counter';
        readonly narrative: { readonly summary: string; readonly place?: MappedPlace };
        readonly externalRef: string;
      }
    >
  /** With the date by which the file itself wants it handled. */
  | Message<'AcceptCase', { readonly unit: string; readonly due?: string }>
  | Message<'OfferCustody', { readonly to: string }>
  | Message<'AcceptCustody', Record<never, never>>
  | Message<'RecordFirstContact', { readonly result: 'reached' | 'not-reached' }>
  | Message<'AddNote', { readonly visibility: 'internal'; readonly text: string }>
  | Message<
      'ReportHandled',
      { readonly outcome: Outcome; readonly internalAccount: string; readonly publicReply: string }
    >
  | Message<'Verify', { readonly ok: true }>
  | Message<'CallBack', { readonly reached: false }>
  | Message<'CloseCase', Record<never, never>>;

/** A row or a trace read by its mapping, or why it is not taken in. */
export function mapRow<Content>(mapping: Reading<Content>, content: Content): MappedRow | Rejection {
  try {
    return mapping.read(content);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
