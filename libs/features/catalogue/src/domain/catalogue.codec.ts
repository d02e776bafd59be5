import type { CatalogueEvent } from './catalogue.events.js';

/** What is stored of an event besides its envelope. */
export interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

// Stored name and version: a name stands for ever, a changed shape gets the next version and an upcaster.
const TYPE = 'CataloguePublished';
const VERSION = 1;

export function encodeCatalogueEvent({ type, data }: CatalogueEvent): StoredData {
  return { type, schemaVersion: VERSION, data };
}

/** Undefined for a type or a version that this release does not know. */
export function decodeCatalogueEvent({ type, schemaVersion, data }: StoredData): CatalogueEvent | undefined {
  return type === TYPE && schemaVersion === VERSION ? ({ type, data } as CatalogueEvent) : undefined;
}
