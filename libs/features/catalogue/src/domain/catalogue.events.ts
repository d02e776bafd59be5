import type { CatalogueContent, Message, RulesRef } from '#kernel';

/** One version of the catalogue, as it was published. */
export interface PublishedCatalogue extends RulesRef {
  readonly content: CatalogueContent;
  /** What is new in it, and why. */
  readonly note?: string;
}

/** Versions count from 1. */
export type CatalogueEvent = Message<'CataloguePublished', PublishedCatalogue>;
