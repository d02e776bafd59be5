import { CommandBus } from '@nestjs/cqrs';
import { seedDemoCases } from '#cases';
import type { Settings } from '#config';
import { Directory } from '#identity';
import type { Bilingual } from '#kernel';
import { hasDemoCounty, seedDemoCounty } from '#units';
import { personIdOf } from '#units/messages';
import type { Rooms } from './rooms.js';
import type { Service } from './service.js';

/** Fills an empty log with the demo county, or completes one that was cut short. Answers whether it is there. */
export async function offerDemoCounty(
  { demo }: Settings,
  { accounts, clock }: Rooms,
  { app }: Service,
  isNew: boolean,
  tell: (news: Bilingual) => void,
): Promise<boolean> {
  if (demo === 'no') return hasDemoCounty(await app.get(Directory).units());
  if (isNew)
    tell({
      zh: '数据目录为空，正在写入演示县区…',
      en: 'the data folder is empty: seeding the demo county …',
    });
  else if (!hasDemoCounty(await app.get(Directory).units())) return false;
  const commandBus = app.get(CommandBus);
  await seedDemoCounty({ commandBus, accounts });
  if (isNew) await seedDemoCases({ commandBus, personOf: personIdOf, now: clock.now() });
  return true;
}
