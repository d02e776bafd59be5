import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, Principal } from '#event-store';
import { Directory } from '#identity';
import { contentHashOf } from '../content-hash.js';
import { catalogueDecider } from '../domain/catalogue.decider.js';
import { authorisePublishing, type Asker } from '../domain/powers.js';
import { CATALOGUE, CatalogueStreams } from '../streams.js';
import { PublishCatalogue } from './catalogue.commands.js';

/** Load → authorise → decide → append. */
@CommandHandler(PublishCatalogue)
export class PublishCatalogueHandler implements ICommandHandler<PublishCatalogue> {
  constructor(
    private readonly streams: CatalogueStreams,
    private readonly directory: Directory,
  ) {}

  /** @throws Rejection */
  execute(command: PublishCatalogue): Promise<CommandAnswer> {
    return this.streams.handle(CATALOGUE, command.meta, async ({ state }) => {
      const actor = authorisePublishing(await this.askerOf(command.meta.by), await this.directory.units());
      return { actor, events: catalogueDecider.decide(command, state, { hashOf: contentHashOf }) };
    });
  }

  private async askerOf(by: Principal): Promise<Asker> {
    if (by.kind === 'system') return by;
    return { kind: 'person', id: by.id, positions: await this.directory.positionsOf(by.id) };
  }
}
