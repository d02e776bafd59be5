export { Catalogues } from './book/catalogues.js';
export { PublishCatalogue } from './commands/catalogue.commands.js';
export { contentHashOf, versionOf } from './content-hash.js';
export type { CatalogueEvent, PublishedCatalogue } from './domain/catalogue.events.js';
export { changesBetween, type CatalogueChange } from './domain/changes/changes.js';
export { STAGE_WORDS } from './domain/changes/words.js';
export { bookOf, rulesOf } from './domain/rules.js';
export { demoCatalogue, starterCatalogue } from './starter/starter-catalogue.js';
