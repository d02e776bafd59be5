import { existsSync } from 'node:fs';
import type { Settings } from '#config';
import { openIdentity } from '#identity';
import { SystemClock, type Role } from '#kernel';
import { PeopleQueries, type KnownPerson } from '#units';
import { fileIn } from './data-folder.js';
import { pagesOf } from './pages.js';
import { reading } from './reading.js';
import { table } from './table.js';
import { rootsOf } from './unit-tree.js';

export interface ListedPerson {
  readonly id: string;
  readonly signIn: string | null;
  readonly name: { readonly zh?: string; readonly en?: string } | null;
  readonly account: 'none' | 'active' | 'disabled';
  readonly positions: readonly { readonly role: Role; readonly unit: string; readonly onBehalfOf?: string }[];
}

export async function peopleIn(settings: Settings): Promise<readonly ListedPerson[]> {
  const accountOf = accountsIn(settings);
  try {
    return await reading(settings, async (views, vault) => {
      const queries = new PeopleQueries(views, vault);
      const filter = { scope: await rootsOf(views), at: Date.now() };
      const people = await pagesOf(
        (after, limit) => queries.list({ ...filter, after, limit }),
        (person) => person.personId,
      );
      return people.map((person) => listed(person, accountOf.state(person.personId)));
    });
  } finally {
    accountOf.close();
  }
}

function accountsIn(settings: Settings) {
  const file = fileIn(settings, 'accounts');
  if (!existsSync(file)) return { state: () => 'none' as const, close: () => undefined };
  const identity = openIdentity({ file, clock: new SystemClock() });
  const state = (personId: string) => {
    const account = identity.accounts.find(personId);
    if (!account) return 'none';
    return account.disabled ? 'disabled' : 'active';
  };
  return { state, close: () => identity.close() };
}

function listed(
  { personId, identity, positions }: KnownPerson,
  account: ListedPerson['account'],
): ListedPerson {
  return {
    id: personId,
    signIn: identity?.signIn ?? null,
    name: identity?.name ?? null,
    account,
    positions: positions.map(({ role, unit, on_behalf_of }) => ({
      role,
      unit,
      ...(on_behalf_of === '' ? {} : { onBehalfOf: on_behalf_of }),
    })),
  };
}

export function peopleTable(people: readonly ListedPerson[]): string {
  const rows = people.map(({ signIn, name, account, positions }) => [
    signIn ?? '（已销毁 · erased）',
    [name?.zh, name?.en].filter(Boolean).join(' · '),
    account,
    positions
      .map(({ role, unit, onBehalfOf }) => `${role}@${unit}${onBehalfOf ? ' （代 · deputy）' : ''}`)
      .join(', '),
  ]);
  return table([['登录名 · sign-in', '姓名 · name', '账号 · account', '岗位 · positions'], ...rows]);
}
