import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { noCoverage } from './coverage.state.js';
import {
  closed,
  county,
  grid,
  name,
  NEXT_YEAR,
  now,
  START,
  TODAY,
  town,
  treeOf,
} from './specs/small-grid.js';
import { unitDecider } from './unit.decider.js';
import type { UnitEvent } from './unit.events.js';

const context = { now, coverage: noCoverage };
const covering = { now, coverage: { ...noCoverage, sizes: new Map([['g', 1]]) } };
const later = { ...context, now: now + 1 };
const { given } = specificationOf(unitDecider, context);

describe('moving a unit', () => {
  const toOtherTown = { type: 'MoveUnit', data: { unitId: 'k', parent: 't2' } } as const;
  const moved: UnitEvent = {
    type: 'UnitMoved',
    data: { unitId: 'k', parent: 't2', path: ['c', 't2', 'k'], from: TODAY },
  };
  const planned: UnitEvent = { type: 'UnitMoved', data: { ...moved.data, from: NEXT_YEAR } };

  it('carries all that lies below', () => {
    given(...grid)
      .when(toOtherTown)
      .expectEvents(moved);
    expect(treeOf([...grid, moved], TODAY).pathOf('g')).toEqual(['c', 't2', 'k', 'b', 'g']);
  });

  it('changes nothing the second time', () => {
    given(...grid, moved)
      .when(toOtherTown, later)
      .expectEvents();
  });

  it('takes effect on its date and not before', () => {
    given(...grid)
      .when({ type: 'MoveUnit', data: { ...toOtherTown.data, from: NEXT_YEAR } })
      .expectEvents(planned);
    expect(treeOf([...grid, planned], '2026-12-31T23:59:59.999Z').pathOf('k')).toEqual(['c', 't', 'k']);
    expect(treeOf([...grid, planned], NEXT_YEAR).pathOf('k')).toEqual(['c', 't2', 'k']);
  });

  it('replaces what was planned for later', () => {
    const kept: UnitEvent = {
      type: 'UnitMoved',
      data: { unitId: 'k', parent: 't', path: ['c', 't', 'k'], from: TODAY },
    };
    given(...grid, planned)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 't' } })
      .expectEvents(kept);
    expect(treeOf([...grid, planned, kept], '2028-01-01').pathOf('k')).toEqual(['c', 't', 'k']);
  });

  it('leaves alone what took effect already', () => {
    given(...grid, moved)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 't', from: '2026-04-01T00:00:00Z' } })
      .expectRejection('before-last-change');
  });

  it.each([
    ['k', 'b'],
    ['k', 'k'],
    ['c', 't'],
  ])('is refused for %s to %s, so that no cycle can be made', (unitId, parent) => {
    given(...grid)
      .when({ type: 'MoveUnit', data: { unitId, parent } })
      .expectRejection('wrong-parent-level');
  });

  it('is refused for a unit that is not there or is closed', () => {
    given(county).when(toOtherTown).expectRejection('unit-not-found');
    given(...grid, closed('k', TODAY))
      .when(toOtherTown)
      .expectRejection('unit-closed');
  });

  it('is refused out of the committee while a group of it covers addresses', () => {
    given(...grid)
      .when({ type: 'MoveUnit', data: { unitId: 'b', parent: 'k2' } }, covering)
      .expectRejection('group-covers-addresses');
    given(...grid)
      .when({ type: 'MoveUnit', data: { unitId: 'g', parent: 'b2' } }, covering)
      .expectEvents({
        type: 'UnitMoved',
        data: { unitId: 'g', parent: 'b2', path: ['c', 't', 'k', 'b2', 'g'], from: TODAY },
      });
  });
});

describe('renaming a unit', () => {
  const rename = { type: 'RenameUnit', data: { unitId: 'k', name: name('new') } } as const;
  const renamed: UnitEvent = {
    type: 'UnitRenamed',
    data: { unitId: 'k', name: name('new'), path: ['c', 't', 'k'], from: TODAY },
  };

  it('keeps the old name for the time before', () => {
    given(...grid)
      .when(rename)
      .expectEvents(renamed);
    expect(treeOf([...grid, renamed], START).unit('k')?.name).toEqual(name('k'));
    expect(treeOf([...grid, renamed], TODAY).unit('k')?.name).toEqual(name('new'));
  });

  it('changes nothing the second time', () => {
    given(...grid, renamed)
      .when(rename, later)
      .expectEvents();
  });

  it('is refused for a closed unit', () => {
    given(...grid, closed('k', TODAY))
      .when(rename)
      .expectRejection('unit-closed');
  });
});

describe('closing a unit', () => {
  const close = { type: 'CloseUnit', data: { unitId: 'g', reason: 'merged' } } as const;

  it('records the reason and keeps its place', () => {
    given(...grid)
      .when(close)
      .expectEvents(closed('g', TODAY));
    expect(treeOf([...grid, closed('g', TODAY)], TODAY).unit('g')).toMatchObject({
      open: false,
      parent: 'b',
    });
  });

  it('changes nothing the second time', () => {
    given(...grid, closed('g', TODAY))
      .when(close, later)
      .expectEvents();
  });

  it('is refused while units below are open', () => {
    const closeBranch = { type: 'CloseUnit', data: { unitId: 'far-b', reason: 'merged' } } as const;
    given(...grid)
      .when(closeBranch)
      .expectRejection('children-open');
    given(...grid, closed('far', NEXT_YEAR))
      .when(closeBranch)
      .expectRejection('children-open');
    given(...grid, closed('far', TODAY))
      .when(closeBranch)
      .expectEvents(closed('far-b', TODAY));
  });

  it('may be brought forward or put off as long as it lies ahead', () => {
    given(...grid, closed('g', NEXT_YEAR))
      .when(close)
      .expectEvents(closed('g', TODAY));
    given(...grid, closed('g', NEXT_YEAR))
      .when({ type: 'CloseUnit', data: { ...close.data, from: '2028-01-01T00:00:00.000Z' } })
      .expectEvents(closed('g', '2028-01-01T00:00:00.000Z'));
  });

  it('cannot be put off beyond the life of the unit above', () => {
    given(county, town, closed('t', '2026-06-01T00:00:00.000Z'), closed('c', NEXT_YEAR))
      .when({ type: 'CloseUnit', data: { unitId: 't', reason: 'merged', from: '2028-01-01T00:00:00.000Z' } })
      .expectRejection('parent-not-open');
  });

  it('is refused for a group that covers addresses', () => {
    given(...grid)
      .when(close, covering)
      .expectRejection('group-covers-addresses');
  });
});
