import { Global, Module } from '@nestjs/common';
import { Catalogues } from './book/catalogues.js';
import { PublishCatalogueHandler } from './commands/catalogue.command-handler.js';
import { CatalogueController } from './http/catalogue.controller.js';
import { CatalogueStreams } from './streams.js';

/**
 * The service catalogue. Gives the whole application its `Catalogues`; needs `EventStore`, `Directory`, `Clock` and
 * `CqrsModule.forRoot()` as global providers.
 */
@Global()
@Module({
  controllers: [CatalogueController],
  providers: [CatalogueStreams, Catalogues, PublishCatalogueHandler],
  exports: [Catalogues],
})
export class CatalogueModule {}
