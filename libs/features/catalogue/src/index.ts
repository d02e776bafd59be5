export { CatalogueModule } from './catalogue.module.js';
export { seedCatalogue, type CatalogueSeed } from './starter/seed-catalogue.js';
