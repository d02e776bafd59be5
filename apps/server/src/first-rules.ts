import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { seedNationalCalendar } from '#calendar';
import { Calendars } from '#calendar/messages';
import { seedCatalogue } from '#catalogue';
import { Catalogues } from '#catalogue/messages';
import type { CatalogueContent } from '#kernel';

/** What a log has to hold before the first case: the country's calendar and a catalogue. What is there stays. */
export async function seedFirstRules(
  context: INestApplicationContext,
  catalogue: CatalogueContent,
): Promise<void> {
  const commandBus = context.get(CommandBus);
  await seedNationalCalendar({ commandBus, calendars: context.get(Calendars) });
  await seedCatalogue(catalogue, { commandBus, catalogues: context.get(Catalogues) });
}
