import type { CommandBus } from '@nestjs/cqrs';
import { uuidV5 } from '#event-store';
import type { CatalogueContent } from '#kernel';
import type { Catalogues } from '../book/catalogues.js';
import { PublishCatalogue } from '../commands/catalogue.commands.js';

/** Namespace of the seed's command id: the same at every start, for ever. */
const SEED = 'c1b9a3f4-52d7-4a0e-9d53-7a4c8b1e6f20';

export interface CatalogueSeed {
  readonly commandBus: CommandBus;
  readonly catalogues: Catalogues;
}

/** Publishes this content where nothing was ever published; what is there stays as it is. */
export async function seedCatalogue(
  content: CatalogueContent,
  { commandBus, catalogues }: CatalogueSeed,
): Promise<void> {
  if ((await catalogues.published()).length > 0) return;
  const commandId = uuidV5('first-catalogue', SEED);
  const by = { kind: 'system', role: 'process' } as const;
  await commandBus.execute(
    new PublishCatalogue({ content }, { commandId, fingerprint: 'first-catalogue', by }),
  );
}
