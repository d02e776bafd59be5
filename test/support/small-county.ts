import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandMeta } from '#event-store';
import type { Level, Role } from '#kernel';
import type { InMemoryServer } from '#server';
import { GivePosition, OpenUnit, personIdOf, RegisterPerson } from '#units/messages';

/** One unit of each level, each below the one before; the external unit hangs on the committee. */
const UNITS: readonly (readonly [id: string, level: Level, parent?: string])[] = [
  ['county', 'county'],
  ['town', 'town', 'county'],
  ['committee', 'committee', 'town'],
  ['branch', 'branch', 'committee'],
  ['group', 'group', 'branch'],
  ['other-branch', 'branch', 'committee'],
  ['water-works', 'external', 'committee'],
];

const PEOPLE: readonly (readonly [signIn: string, role: Role, unit: string])[] = [
  ['worker', 'grid-worker', 'group'],
  ['secretary', 'branch-secretary', 'branch'],
  ['officer', 'committee-officer', 'committee'],
  ['liaison', 'external-liaison', 'water-works'],
  ['verifier', 'verifier', 'committee'],
  ['caller', 'call-back-officer', 'committee'],
  ['supervisor', 'supervisor', 'county'],
  ['data', 'data-officer', 'county'],
  ['admin', 'administrator', 'county'],
];

export interface SmallCounty {
  readonly units: readonly string[];
  /** Person ids. */
  readonly people: readonly string[];
  /** Tokens by sign-in. */
  readonly tokens: Readonly<Record<string, string>>;
}

const PASSWORD = 'correct horse battery';

/** Sets up a county with one person of every role, all of them signed in. */
export async function smallCounty(server: InMemoryServer): Promise<SmallCounty> {
  const bus = server.app.get(CommandBus);
  for (const [unitId, level, parent] of UNITS) {
    const name = { en: unitId, zh: unitId };
    await bus.execute(
      new OpenUnit({ unitId, level, name, ...(parent && { parent }), ...kindOf(level) }, byOperator()),
    );
  }
  const tokens: Record<string, string> = {};
  for (const [signIn, role, unit] of PEOPLE) {
    const personId = personIdOf(signIn);
    const data = { signIn, name: { zh: signIn }, unit, password: PASSWORD };
    await bus.execute(new RegisterPerson(data, byOperator()));
    await bus.execute(new GivePosition({ personId, role, unit }, byOperator()));
    tokens[signIn] = await signedIn(server, signIn);
  }
  await server.settled();
  return { units: UNITS.map(([id]) => id), people: PEOPLE.map(([signIn]) => personIdOf(signIn)), tokens };
}

async function signedIn(server: InMemoryServer, signIn: string): Promise<string> {
  const payload = { signIn, password: PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/sessions', payload });
  return answer.json<{ token: string }>().token;
}

function kindOf(level: Level) {
  return level === 'external' ? { externalKind: 'department' as const } : {};
}

function byOperator(): CommandMeta {
  const commandId = randomUUID();
  return { commandId, fingerprint: commandId, by: { kind: 'system', role: 'process' } };
}
