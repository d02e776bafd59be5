import { DEMO_PASSWORD } from '../demo/demo-county.js';
import { seedDemoCounty } from '../demo/seed-demo-county.js';
import { unitsApp } from './units-app.js';

export const COUNTY = '440605';
export const TOWN = '440605011';
export const COMMITTEE = '440605011008';
export const BRANCH = `${COMMITTEE}-b1`;
export const OTHER_BRANCH = `${COMMITTEE}-b2`;
export const GROUP = `${BRANCH}-g1`;
export const OTHER_GROUP = `${OTHER_BRANCH}-g1`;

/** The room over the demo county; each call is made as one of its people. */
export async function seededApp() {
  const room = await unitsApp();
  await seedDemoCounty({ commandBus: room.bus, accounts: room.accounts });
  await room.views.waitFor(await room.store.head());
  const tokens = new Map<string, string>();

  async function tokenOf(signIn: string): Promise<string> {
    const token = tokens.get(signIn) ?? (await room.signIn(signIn, DEMO_PASSWORD));
    tokens.set(signIn, token);
    return token;
  }

  return {
    ...room,
    tokenOf,
    get: async (url: string, as: string) => room.call('GET', url, await tokenOf(as)),
    post: async (url: string, as: string, body: object) => room.call('POST', url, await tokenOf(as), body),
  };
}

export function idsIn(answer: Readonly<Record<string, unknown>>, list: string): string[] {
  return (answer[list] as { readonly id: string }[]).map(({ id }) => id);
}
