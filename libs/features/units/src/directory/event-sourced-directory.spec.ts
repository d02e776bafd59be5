import { beforeEach, describe, expect, it } from '@jest/globals';
import { desk, metaOf, person } from '../specs/desk.js';

const DAY = 24 * 60 * 60 * 1000;
const NEXT_WEEK = '2026-05-08T00:00:00.000Z';
const IN_TWO_WEEKS = '2026-05-15T00:00:00.000Z';

describe('looking up who holds what', () => {
  let room: ReturnType<typeof desk>;
  const secretary = { role: 'branch-secretary', unit: 'b' } as const;

  beforeEach(async () => {
    room = desk();
    await room.openGrid();
  });

  const positionsOf = (id: string) => room.directory.positionsOf(id);
  const lend = (personId: string, onBehalfOf: string, from: string, until: string) =>
    room.people.handle({
      type: 'GiveMandate',
      data: { personId, ...secretary, onBehalfOf, from, until },
      meta: metaOf(person(onBehalfOf)),
    });

  it('knows nobody who was not registered', async () => {
    expect(await positionsOf('5a4b3c2d-1e0f-5a9b-8c7d-6e5f4a3b2c1d')).toEqual([]);
  });

  it('counts a position until its last moment', async () => {
    const id = await room.appoint('secretary', 'branch-secretary', 'b', NEXT_WEEK);
    room.clock.advance(7 * DAY - 1);
    expect(await positionsOf(id)).toEqual([secretary]);
    room.clock.advance(1);
    expect(await positionsOf(id)).toEqual([]);
  });

  it('counts a mandate from its first moment to its last, after the own positions', async () => {
    const giver = await room.appoint('giver', 'branch-secretary', 'b');
    const deputy = await room.appoint('deputy', 'grid-worker', 'g');
    await lend(deputy, giver, NEXT_WEEK, IN_TWO_WEEKS);
    const own = { role: 'grid-worker', unit: 'g' };
    room.clock.advance(7 * DAY - 1);
    expect(await positionsOf(deputy)).toEqual([own]);
    room.clock.advance(1);
    expect(await positionsOf(deputy)).toEqual([own, { ...secretary, onBehalfOf: giver }]);
    room.clock.advance(7 * DAY - 1);
    expect(await positionsOf(deputy)).toHaveLength(2);
    room.clock.advance(1);
    expect(await positionsOf(deputy)).toEqual([own]);
  });

  it('ends a mandate with the position it was given for', async () => {
    const giver = await room.appoint('giver', 'branch-secretary', 'b');
    const deputy = await room.appoint('deputy', 'grid-worker', 'g');
    await lend(deputy, giver, '2026-05-01T00:00:00.000Z', IN_TWO_WEEKS);
    expect(await positionsOf(deputy)).toHaveLength(2);
    const data = { personId: giver, ...secretary };
    await room.people.handle({ type: 'EndPosition', data, meta: metaOf() });
    expect(await positionsOf(deputy)).toHaveLength(1);
  });

  it('ends a mandate when the position of the giver runs out by itself', async () => {
    const giver = await room.appoint('giver', 'branch-secretary', 'b', NEXT_WEEK);
    const deputy = await room.appoint('deputy', 'grid-worker', 'g');
    await lend(deputy, giver, '2026-05-01T00:00:00.000Z', IN_TWO_WEEKS);
    expect(await positionsOf(deputy)).toHaveLength(2);
    room.clock.advance(7 * DAY);
    expect(await positionsOf(deputy)).toHaveLength(1);
  });

  it('leaves out what is held at a unit that has closed', async () => {
    const id = await room.appoint('worker', 'grid-worker', 'g');
    const data = { unitId: 'g', reason: 'merged', from: NEXT_WEEK };
    await room.units.handle({ type: 'CloseUnit', data, meta: metaOf() });
    expect(await positionsOf(id)).toHaveLength(1);
    room.clock.advance(7 * DAY);
    expect(await positionsOf(id)).toEqual([]);
  });
});

describe('looking up the tree', () => {
  it('changes on the date of a change, and not before', async () => {
    const { openGrid, units, directory, clock } = desk();
    await openGrid();
    const data = { unitId: 'k', parent: 't2', from: NEXT_WEEK };
    await units.handle({ type: 'MoveUnit', data, meta: metaOf() });
    expect((await directory.units()).pathOf('g')).toEqual(['c', 't', 'k', 'b', 'g']);
    clock.advance(7 * DAY);
    expect((await directory.units()).pathOf('g')).toEqual(['c', 't2', 'k', 'b', 'g']);
  });

  it('hands out the same tree and the same positions as long as nothing changes', async () => {
    const { openGrid, appoint, directory, clock } = desk();
    await openGrid();
    const id = await appoint('worker', 'grid-worker', 'g');
    const [tree, positions] = [await directory.units(), await directory.positionsOf(id)];
    clock.advance(DAY);
    expect(await directory.units()).toBe(tree);
    expect(await directory.positionsOf(id)).toBe(positions);
  });
});
