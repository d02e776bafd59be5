import { beforeEach, describe, expect, it } from '@jest/globals';
import { desk, metaOf, person } from '../specs/desk.js';
import { personIdOf } from '../person-id.js';
import { RegisterPerson, ReplacePassword } from './person.commands.js';

let room: ReturnType<typeof desk>;

beforeEach(async () => {
  room = desk();
  await room.openGrid();
});

const events = async (prefix: string) =>
  (await room.store.readAll({ filter: { streamPrefixes: [prefix] } })).events.map(({ type, actor }) => ({
    type,
    actor,
  }));

describe('registering people', () => {
  const worker = { signIn: 'Grid.One', name: { zh: '张演示' }, unit: 'k' };

  it('knows a sign-in again however it is written', async () => {
    await room.registering.execute(new RegisterPerson(worker, metaOf()));
    const again = new RegisterPerson({ ...worker, signIn: ' GRID.ONE ' }, metaOf());
    await expect(room.registering.execute(again)).rejects.toMatchObject({ code: 'sign-in-taken' });
  });

  it('leaves neither name nor sign-in nor password in the log', async () => {
    await room.registering.execute(new RegisterPerson({ ...worker, password: 'correct horse' }, metaOf()));
    const log = JSON.stringify(
      (await room.store.readAll()).events.map(({ stream, data }) => ({ stream, data })),
    );
    for (const secret of ['张演示', 'grid.one', 'Grid.One', 'correct horse'])
      expect(log).not.toContain(secret);
  });

  it('makes an account when there is a password, and changes nothing the second time', async () => {
    const command = new RegisterPerson({ ...worker, password: 'correct horse' }, metaOf());
    expect(await room.registering.execute(command)).toEqual(await room.registering.execute(command));
    expect(room.accounts.find(personIdOf('grid.one'))?.signIn).toBe('grid.one');
  });

  it('wants a name, and a sign-in that one can type', async () => {
    const nameless = new RegisterPerson({ ...worker, name: { en: ' ' } }, metaOf());
    await expect(room.registering.execute(nameless)).rejects.toMatchObject({ code: 'name-missing' });
    const odd = new RegisterPerson({ ...worker, signIn: 'a b' }, metaOf());
    await expect(room.registering.execute(odd)).rejects.toMatchObject({ code: 'malformed-sign-in' });
  });
});

describe('replacing a password', () => {
  const replace = (personId: string, by: string) =>
    room.replacing.execute(new ReplacePassword({ personId, password: 'another horse' }, metaOf(person(by))));

  it('gives an account to one who had none, and records who did it', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't');
    const worker = await room.appoint('worker', 'grid-worker', 'g');
    await replace(worker, administrator);
    const signedIn = await room.accounts.signIn({
      signIn: 'worker',
      password: 'another horse',
      address: '::1',
    });
    expect(signedIn.personId).toBe(worker);
    expect((await events(`person-${worker}`)).at(-1)).toMatchObject({
      type: 'PasswordReplaced',
      actor: { id: administrator },
    });
  });

  it('is refused for somebody above', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't');
    const supervisor = await room.appoint('supervisor', 'supervisor', 'c');
    await expect(replace(supervisor, administrator)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(room.accounts.find(supervisor)).toBeUndefined();
  });

  it('is refused to one who may no longer, even with the key of a command that was answered', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't');
    const worker = await room.appoint('worker', 'grid-worker', 'g');
    const meta = metaOf(person(administrator));
    await room.replacing.execute(new ReplacePassword({ personId: worker, password: 'another horse' }, meta));
    const position = { personId: administrator, role: 'administrator', unit: 't' } as const;
    await room.people.handle({ type: 'EndPosition', data: position, meta: metaOf() });
    const again = new ReplacePassword({ personId: worker, password: 'a third horse' }, meta);
    await expect(room.replacing.execute(again)).rejects.toMatchObject({ code: 'not-permitted' });
    const signedIn = room.accounts.signIn({ signIn: 'worker', password: 'another horse', address: '::1' });
    expect((await signedIn).personId).toBe(worker);
  });
});
