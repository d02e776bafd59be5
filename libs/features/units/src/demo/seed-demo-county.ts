import type { CommandBus } from '@nestjs/cqrs';
import { uuidV5, type CommandMeta } from '#event-store';
import type { Accounts } from '#identity';
import { ChangeGroupCoverage, RegisterAddresses } from '../commands/coverage.commands.js';
import { GivePosition, RegisterPerson } from '../commands/person.commands.js';
import { OpenUnit } from '../commands/unit.commands.js';
import { personIdOf } from '../person-id.js';
import {
  DEMO_PASSWORD,
  demoCoverage,
  demoPeople,
  demoUnits,
  type DemoCoverage,
  type DemoPerson,
} from './demo-county.js';

/** Namespace of the seed's command ids: the same deed is the same command at every start. */
const SEED = '0f6d3c0e-7a51-4f0b-8a5d-6f0a5b1f0c11';
/** Commands under way at once: the log takes them in one write. */
const AT_ONCE = 32;

export interface DemoCountyOptions {
  readonly commandBus: CommandBus;
  readonly accounts: Accounts;
}

/**
 * Fills an empty log with a county to try things on, by the same commands as everybody. What is there already stays as it
 * is; a seeding that was cut short is completed by the next.
 */
export async function seedDemoCounty(options: DemoCountyOptions): Promise<void> {
  const { commandBus } = options;
  for (const data of demoUnits()) {
    await commandBus.execute(new OpenUnit(data, metaOf('open', data.unitId)));
  }
  await inParallel(demoCoverage(), (coverage) => cover(coverage, commandBus));
  await inParallel(demoPeople(), (person) => appoint(person, options));
}

async function cover({ committee, codes, groups }: DemoCoverage, commandBus: CommandBus): Promise<void> {
  await commandBus.execute(new RegisterAddresses({ committee, codes }, metaOf('register', committee)));
  for (const { groupId, codes: added } of groups) {
    const data = { committee, groupId, added, removed: [] };
    await commandBus.execute(new ChangeGroupCoverage(data, metaOf('cover', groupId)));
  }
}

async function appoint(
  { signIn, name, role, unit, hasAccount }: DemoPerson,
  { commandBus, accounts }: DemoCountyOptions,
): Promise<void> {
  const personId = personIdOf(signIn);
  // A hash costs more than all the rest; and who has changed his password keeps it.
  const needsPassword = hasAccount && !accounts.find(personId);
  const data = { signIn, name, unit, ...(needsPassword && { password: DEMO_PASSWORD }) };
  await commandBus.execute(new RegisterPerson(data, metaOf('person', signIn)));
  await commandBus.execute(new GivePosition({ personId, unit, role }, metaOf('position', signIn)));
}

function metaOf(deed: string, subject: string): CommandMeta {
  return {
    commandId: uuidV5(`${deed} ${subject}`, SEED),
    // Not of the content: a later release may name things better, and must not stumble over what is there.
    fingerprint: 'demo-county',
    by: { kind: 'system', role: 'process' },
  };
}

async function inParallel<Item>(items: readonly Item[], deed: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await deed(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
