import type { CatalogueEvent, PublishedCatalogue } from './catalogue.events.js';

/** Every version there was, the oldest first. */
export type Catalogue = readonly PublishedCatalogue[];

export const nothingPublished: Catalogue = [];

export function evolveCatalogue(published: Catalogue, { data }: CatalogueEvent): Catalogue {
  return [...published, data];
}
