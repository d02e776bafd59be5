import { randomUUID } from 'node:crypto';
import { InMemoryEventStore, type CommandMeta, type Principal } from '#event-store';
import { openIdentity } from '#identity';
import { FixedClock, type Role } from '#kernel';
import { InMemoryKeyStore, Vault } from '#privacy';
import { RegisterPersonHandler, ReplacePasswordHandler } from '../commands/account.command-handler.js';
import { CoverageCommands } from '../commands/coverage.command-handler.js';
import { PersonCommands } from '../commands/person.command-handler.js';
import { RegisterPerson } from '../commands/person.commands.js';
import { UnitCommands } from '../commands/unit.command-handler.js';
import { Askers } from '../directory/askers.js';
import { EventSourcedDirectory } from '../directory/event-sourced-directory.js';
import type { UnitCommand } from '../domain/unit.commands.js';
import { personIdOf } from '../person-id.js';
import { CoverageStreams, PersonStreams, UnitStreams } from '../streams.js';

const IMPORT: Principal = { kind: 'system', role: 'import' };

export function metaOf(by: Principal = IMPORT, commandId: string = randomUUID()): CommandMeta {
  return { commandId, fingerprint: 'spec', by };
}

export const person = (id: string): Principal => ({ kind: 'person', id });

const name = (en: string) => ({ en, zh: `${en}单位` });

const GRID: readonly UnitCommand[] = [
  { type: 'OpenUnit', data: { unitId: 'c', level: 'county', name: name('c') } },
  { type: 'OpenUnit', data: { unitId: 't', level: 'town', parent: 'c', name: name('t') } },
  { type: 'OpenUnit', data: { unitId: 't2', level: 'town', parent: 'c', name: name('t2') } },
  { type: 'OpenUnit', data: { unitId: 'k', level: 'committee', parent: 't', name: name('k') } },
  { type: 'OpenUnit', data: { unitId: 'b', level: 'branch', parent: 'k', name: name('b') } },
  { type: 'OpenUnit', data: { unitId: 'g', level: 'group', parent: 'b', name: name('g') } },
];

/** The command side over a log in memory, with a small grid and a clock that the spec moves. */
export function desk() {
  const clock = new FixedClock(Date.parse('2026-05-01T00:00:00Z'));
  const store = new InMemoryEventStore(clock);
  const [unitStreams, coverageStreams] = [new UnitStreams(store, clock), new CoverageStreams(store, clock)];
  const personStreams = new PersonStreams(store, clock);
  const directory = new EventSourcedDirectory(unitStreams, personStreams, clock);
  const askers = new Askers(directory);
  const vault = new Vault(new InMemoryKeyStore());
  const { accounts } = openIdentity({ file: ':memory:', clock, hashing: { memoryKiB: 8, passes: 1 } });
  const units = new UnitCommands(unitStreams, coverageStreams, askers, clock);
  const people = new PersonCommands(personStreams, directory, askers, clock);
  const coverage = new CoverageCommands(coverageStreams, unitStreams, askers, clock);
  const registering = new RegisterPersonHandler(people, vault, accounts);
  const replacing = new ReplacePasswordHandler(people, personStreams, vault, accounts);

  async function openGrid(): Promise<void> {
    for (const command of GRID) await units.handle({ ...command, meta: metaOf() });
  }

  /** Registers a person and gives him the position; answers his id. */
  async function appoint(signIn: string, role: Role, unit: string, until?: string): Promise<string> {
    const personId = personIdOf(signIn);
    await registering.execute(new RegisterPerson({ signIn, name: { en: signIn }, unit }, metaOf()));
    const data = { personId, role, unit, ...(until === undefined ? {} : { until }) };
    await people.handle({ type: 'GivePosition', data, meta: metaOf() });
    return personId;
  }

  return {
    clock,
    store,
    directory,
    vault,
    accounts,
    units,
    people,
    coverage,
    registering,
    replacing,
    openGrid,
    appoint,
  };
}
