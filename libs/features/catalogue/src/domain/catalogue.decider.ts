import { canonicalJson, type CatalogueContent, type Decider, type Message } from '#kernel';
import type { CatalogueEvent } from './catalogue.events.js';
import { evolveCatalogue, nothingPublished, type Catalogue } from './catalogue.state.js';
import { contentOf } from './check/content-check.js';

export interface PublishCatalogueData {
  /** Whatever is offered: the decision looks at it first. */
  readonly content: unknown;
  readonly note?: string;
}

export type CatalogueCommand = Message<'PublishCatalogue', PublishCatalogueData>;

export interface CatalogueContext {
  readonly hashOf: (content: CatalogueContent) => string;
}

export const catalogueDecider: Decider<CatalogueCommand, Catalogue, CatalogueEvent, CatalogueContext> = {
  initialState: nothingPublished,
  decide: publish,
  evolve: evolveCatalogue,
};

/** What is in force already is not published again. */
function publish({ data }: CatalogueCommand, published: Catalogue, { hashOf }: CatalogueContext) {
  const content = contentOf(data.content);
  const hash = hashOf(content);
  if (published.at(-1)?.hash === hash) return [];
  const note = data.note === undefined ? {} : { note: data.note };
  const event = { version: published.length + 1, hash, content: plain(content), ...note };
  return [{ type: 'CataloguePublished', data: event } as const];
}

/** As its hash was made from it: without fields that are `undefined`, and nobody else's to change. */
function plain(content: CatalogueContent): CatalogueContent {
  return JSON.parse(canonicalJson(content)) as CatalogueContent;
}
