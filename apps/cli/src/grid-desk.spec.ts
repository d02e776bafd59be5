import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bostonFile, OPEN } from './specs/boston.js';
import { Console } from './specs/console.js';

const desk = new Console();

beforeAll(async () => {
  const path = desk.file('some.csv', bostonFile([{}, OPEN]));
  await desk.run(['import', path, '--mapping', 'boston-311', '--units', 'from-file']);
});
afterAll(() => desk.remove());
describe('keeping people', () => {
  it('registers one with a position and a password that is asked for', async () => {
    const seat = 'committee-officer@boston-mill-harbor';
    const add = ['users', 'add', 'Officer', '--unit', 'boston', '--name-zh', '某人', '--position', seat];
    const { code, err } = await desk.run(add, { answers: ['a long enough one'] });
    const people = await desk.json<unknown[]>(['users', 'list']);

    expect([code, err]).toEqual([0, '']);
    expect(people).toEqual([
      {
        id: expect.any(String),
        signIn: 'officer',
        name: { zh: '某人' },
        account: 'active',
        positions: [{ role: 'committee-officer', unit: 'boston-mill-harbor' }],
      },
    ]);
  });

  it('refuses a password that is too short, and takes another later', async () => {
    const short = await desk.run(['users', 'password', 'officer'], { answers: ['short'] });
    const long = await desk.run(['users', 'password', 'officer'], { answers: ['another long one'] });

    expect([short.code, long.code]).toEqual([2, 0]);
  });

  it('closes an account and opens it again', async () => {
    await desk.run(['users', 'disable', 'officer']);
    expect(await desk.json(['users', 'list'])).toMatchObject([{ account: 'disabled' }]);
    await desk.run(['users', 'enable', 'officer']);
    expect(await desk.json(['users', 'list'])).toMatchObject([{ account: 'active' }]);
  });

  it('knows nobody who is not there', async () => {
    expect(await desk.run(['users', 'disable', 'stranger'])).toMatchObject({ code: 5 });
    expect(
      await desk.run(['users', 'password', 'stranger'], { answers: ['a long enough one'] }),
    ).toMatchObject({
      code: 5,
    });
  });
});

describe('showing a unit', () => {
  it('tells where it hangs and what it was called', async () => {
    const { out } = await desk.run(['units', 'show', 'boston-mill-harbor']);

    expect(out).toMatch(/boston \/ boston-town \/ boston-mill-harbor/);
    expect(out).toMatch(/2011-07-01T04:00:00\.000Z +在册 · open +Mill \/ Harbor/);
    expect(await desk.run(['units', 'show', 'atlantis'])).toMatchObject({ code: 5 });
  });
});
