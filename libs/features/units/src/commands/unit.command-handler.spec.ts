import { beforeEach, describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import { RegisterPerson, ReplacePassword } from './person.commands.js';
import { desk, metaOf, person } from '../specs/desk.js';
import { personIdOf } from '../person-id.js';

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

describe('changing units', () => {
  const rename = (by: string, commandId?: string) =>
    room.units.handle({
      type: 'RenameUnit',
      data: { unitId: 'k', name: { en: 'new', zh: '新' } },
      meta: metaOf(person(by), commandId),
    });

  it('records in which position it was done', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't');
    await rename(administrator);
    expect((await events('units-')).at(-1)).toEqual({
      type: 'UnitRenamed',
      actor: { id: administrator, role: 'administrator', unit: 't' },
    });
  });

  it('is refused outside of one’s units, and says who may', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't2');
    const refusal: unknown = await rename(administrator).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Rejection);
    expect(refusal).toMatchObject({
      code: 'not-permitted',
      whoMay: [
        { role: 'administrator', unit: 't' },
        { role: 'administrator', unit: 'c' },
      ],
    });
  });

  it('answers the same command with the same answer', async () => {
    const administrator = await room.appoint('admin', 'administrator', 't');
    const commandId = '7f2c1a52-51c7-4c62-9d0e-1f6f0f5f3f11';
    expect(await rename(administrator, commandId)).toEqual(await rename(administrator, commandId));
    expect(await events('units-')).toHaveLength(7);
  });
});

describe('covering addresses', () => {
  const register = () =>
    room.coverage.handle({
      type: 'RegisterAddresses',
      data: { committee: 'k', codes: ['k-1', 'k-2'] },
      meta: metaOf(),
    });

  it('keeps a group open until its addresses are handed over', async () => {
    await register();
    const cover = { committee: 'k', groupId: 'g', added: ['k-1'], removed: [] };
    const secretary = await room.appoint('secretary', 'branch-secretary', 'b');
    const meta = metaOf(person(secretary));
    await room.coverage.handle({ type: 'ChangeGroupCoverage', data: cover, meta });
    const close = { type: 'CloseUnit', data: { unitId: 'g', reason: 'merged' } } as const;
    await expect(room.units.handle({ ...close, meta: metaOf() })).rejects.toMatchObject({
      code: 'group-covers-addresses',
    });
    const handOver = { ...cover, added: [], removed: ['k-1'] };
    await room.coverage.handle({ type: 'ChangeGroupCoverage', data: handOver, meta: metaOf() });
    await room.units.handle({ ...close, meta: metaOf() });
    expect((await room.directory.units()).unit('g')?.open).toBe(false);
  });
});

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
});
