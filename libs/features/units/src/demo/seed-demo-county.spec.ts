import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { Directory } from '#identity';
import { personIdOf } from '../person-id.js';
import { unitsApp } from '../specs/units-app.js';
import {
  DEMO_PASSWORD,
  demoAccounts,
  demoCoverage,
  demoPeople,
  demoUnits,
  hasDemoCounty,
} from './demo-county.js';
import { seedDemoCounty } from './seed-demo-county.js';

let room: Awaited<ReturnType<typeof unitsApp>>;

beforeEach(async () => {
  room = await unitsApp();
});

afterEach(() => room.stop());

const seed = (commandBus: CommandBus = room.bus) => seedDemoCounty({ commandBus, accounts: room.accounts });
const eventCount = async () => {
  let [count, position, atHead] = [0, undefined as Parameters<typeof room.store.readAll>[0], false];
  while (!atHead) {
    const page = await room.store.readAll(position);
    [count, position, atHead] = [count + page.events.length, { from: page.position }, page.atHead];
  }
  return count;
};

/** One unit each, five events of coverage per committee, two per person. */
const allEvents = demoUnits().length + demoCoverage().length * 5 + demoPeople().length * 2;

describe('seeding the demo county', () => {
  it('opens the grid, covers all addresses but a few, and fills every position', async () => {
    await seed();
    expect(await eventCount()).toBe(allEvents);
    const directory = room.app.get(Directory);
    expect(hasDemoCounty(await directory.units())).toBe(true);
    for (const { signIn, role, unit } of demoPeople()) {
      expect(await directory.positionsOf(personIdOf(signIn))).toEqual([{ role, unit }]);
    }
  });

  it('changes nothing the second time', async () => {
    await seed();
    await seed();
    expect(await eventCount()).toBe(allEvents);
  });

  it('completes what was cut short', async () => {
    let left = 300;
    const failing = {
      execute: (command: never) => {
        if ((left -= 1) < 0) throw new Error('the power went out');
        return room.bus.execute(command);
      },
    } as unknown as CommandBus;
    await expect(seed(failing)).rejects.toThrow('the power went out');
    await seed();
    expect(await eventCount()).toBe(allEvents);
  });

  it('gives accounts that one can sign in by', async () => {
    await seed();
    for (const { signIn } of demoAccounts()) {
      const session = await room.accounts.signIn({ signIn, password: DEMO_PASSWORD, address: '::1' });
      expect(session.personId).toBe(personIdOf(signIn));
    }
  });

  it('leaves alone a password that was changed', async () => {
    await seed();
    const admin = personIdOf('admin');
    await room.accounts.changePassword(admin, DEMO_PASSWORD, 'mine and only mine');
    await seed();
    const signedIn = room.accounts.signIn({
      signIn: 'admin',
      password: 'mine and only mine',
      address: '::1',
    });
    expect((await signedIn).personId).toBe(admin);
  });
});
