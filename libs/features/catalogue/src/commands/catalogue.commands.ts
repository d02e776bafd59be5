import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { PublishCatalogueData } from '../domain/catalogue.decider.js';

/** Makes a content the catalogue in force; the one that is in force already changes nothing. */
export class PublishCatalogue extends Command<CommandAnswer> {
  readonly type = 'PublishCatalogue';

  constructor(
    readonly data: PublishCatalogueData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
