export { publicationsIn, type Publication } from './book/publications.js';
export { CatalogueModule } from './catalogue.module.js';
export { catalogueChanges } from './domain/changes/changes.js';
export { contentOf, flawsOf } from './domain/check/content-check.js';
export type { CatalogueFlaw } from './domain/check/flaws.js';
export { seedCatalogue, type CatalogueSeed } from './starter/seed-catalogue.js';
