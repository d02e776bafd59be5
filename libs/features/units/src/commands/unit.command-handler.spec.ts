import { beforeEach, describe, expect, it } from '@jest/globals';
import { Rejection } from '#kernel';
import { desk, metaOf, person } from '../specs/desk.js';

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
