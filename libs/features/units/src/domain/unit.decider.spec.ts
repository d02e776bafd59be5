import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { noCoverage, type Coverage } from './coverage.state.js';
import { unitDecider, type UnitContext } from './unit.decider.js';
import type { UnitEvent } from './unit.events.js';
import { UnitTreeAt } from './unit.tree.js';

const now = Date.parse('2026-05-01T00:00:00.000Z');
const context: UnitContext = { now, coverage: noCoverage };
const { given } = specificationOf(unitDecider, context);

const name = (en: string) => ({ en, zh: `${en}单位` });
const START = '2026-01-01T00:00:00.000Z';
const TODAY = '2026-05-01T00:00:00.000Z';
const NEXT_YEAR = '2027-01-01T00:00:00.000Z';

function openedAt(
  from: string,
  unitId: string,
  level: 'county' | 'town' | 'committee' | 'branch' | 'group' | 'external',
  ...path: string[]
): UnitEvent {
  const parent = path.at(-1);
  return {
    type: 'UnitOpened',
    data: {
      unitId,
      level,
      ...(parent === undefined ? {} : { parent }),
      name: name(unitId),
      ...(level === 'external' ? { externalKind: 'department' as const } : {}),
      path: [...path, unitId],
      from,
    },
  };
}

const county = openedAt(START, 'c', 'county');
const town = openedAt(START, 't', 'town', 'c');
const otherTown = openedAt(START, 't2', 'town', 'c');
const committee = openedAt(START, 'k', 'committee', 'c', 't');
const otherCommittee = openedAt(START, 'k2', 'committee', 'c', 't2');
const branch = openedAt(START, 'b', 'branch', 'c', 't', 'k');
const otherBranch = openedAt(START, 'b2', 'branch', 'c', 't', 'k');
const group = openedAt(START, 'g', 'group', 'c', 't', 'k', 'b');
const tree = [county, town, otherTown, committee, otherCommittee, branch, otherBranch, group];

const openCommittee = {
  type: 'OpenUnit',
  data: { unitId: 'k', level: 'committee', parent: 't', name: name('k') },
} as const;

describe('opening a unit', () => {
  it('records it with its path, from now on', () => {
    given(county, town)
      .when(openCommittee)
      .expectEvents(openedAt(TODAY, 'k', 'committee', 'c', 't'));
  });

  it('changes nothing the second time', () => {
    given(county, town, committee).when(openCommittee).expectEvents();
  });

  it('is refused when another unit has the id', () => {
    given(...tree)
      .when({ ...openCommittee, data: { ...openCommittee.data, name: name('other') } })
      .expectRejection('unit-exists');
  });

  it.each([
    ['town', undefined],
    ['committee', 'c'],
    ['branch', 't'],
    ['group', 'k'],
    ['external', 'b'],
    ['county', 'c'],
  ] as const)('is refused for a %s below %s', (level, parent) => {
    const data = {
      unitId: 'x',
      level,
      name: name('x'),
      ...(parent === undefined ? {} : { parent }),
      ...(level === 'external' ? { externalKind: 'department' as const } : {}),
    };
    given(...tree)
      .when({ type: 'OpenUnit', data })
      .expectRejection('wrong-parent-level');
  });

  it('is refused below a unit that does not exist, or that closes', () => {
    given(county).when(openCommittee).expectRejection('unknown-parent');
    given(county, town, closed('t', NEXT_YEAR)).when(openCommittee).expectRejection('parent-not-open');
    given(county, openedAt(NEXT_YEAR, 't', 'town', 'c'))
      .when(openCommittee)
      .expectRejection('parent-not-open');
  });

  it('wants to know of an external unit, and of no other, what it is', () => {
    given(county)
      .when({ type: 'OpenUnit', data: { unitId: 'x', level: 'external', parent: 'c', name: name('x') } })
      .expectRejection('wrong-external-kind');
    given(county, town)
      .when({ type: 'OpenUnit', data: { ...openCommittee.data, externalKind: 'department' } })
      .expectRejection('wrong-external-kind');
  });

  it.each(['soon', '2126-01-01'])('is refused for the date %s', (from) => {
    given(county, town)
      .when({ type: 'OpenUnit', data: { ...openCommittee.data, from } })
      .expectRejection('wrong-date');
  });

  it.each(['', 'a b', 'x'.repeat(65)])('is refused for the id %j', (unitId) => {
    given(county, town)
      .when({ type: 'OpenUnit', data: { ...openCommittee.data, unitId } })
      .expectRejection('malformed-unit-id');
  });
});

describe('moving a unit', () => {
  const toOtherTown = { type: 'MoveUnit', data: { unitId: 'k', parent: 't2' } } as const;
  const moved: UnitEvent = {
    type: 'UnitMoved',
    data: { unitId: 'k', parent: 't2', path: ['c', 't2', 'k'], from: TODAY },
  };

  it('carries all that lies below', () => {
    given(...tree)
      .when(toOtherTown)
      .expectEvents(moved);
    expect(treeOf([...tree, moved], TODAY).pathOf('g')).toEqual(['c', 't2', 'k', 'b', 'g']);
  });

  it('changes nothing the second time', () => {
    given(...tree, moved)
      .when(toOtherTown, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('takes effect on its date and not before', () => {
    const planned: UnitEvent = { type: 'UnitMoved', data: { ...moved.data, from: NEXT_YEAR } };
    given(...tree)
      .when({ type: 'MoveUnit', data: { ...toOtherTown.data, from: NEXT_YEAR } })
      .expectEvents(planned);
    expect(treeOf([...tree, planned], '2026-12-31T23:59:59.999Z').pathOf('k')).toEqual(['c', 't', 'k']);
    expect(treeOf([...tree, planned], NEXT_YEAR).pathOf('k')).toEqual(['c', 't2', 'k']);
  });

  it('replaces what was planned for later', () => {
    const planned: UnitEvent = { type: 'UnitMoved', data: { ...moved.data, from: NEXT_YEAR } };
    const kept: UnitEvent = {
      type: 'UnitMoved',
      data: { unitId: 'k', parent: 't', path: ['c', 't', 'k'], from: TODAY },
    };
    given(...tree, planned)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 't' } })
      .expectEvents(kept);
    expect(treeOf([...tree, planned, kept], '2028-01-01').pathOf('k')).toEqual(['c', 't', 'k']);
  });

  it('leaves alone what took effect already', () => {
    given(...tree, moved)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 't', from: '2026-04-01T00:00:00Z' } })
      .expectRejection('before-last-change');
  });

  it('is refused to a level where it does not belong, so that no cycle can be made', () => {
    given(...tree)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 'b' } })
      .expectRejection('wrong-parent-level');
    given(...tree)
      .when({ type: 'MoveUnit', data: { unitId: 'k', parent: 'k' } })
      .expectRejection('wrong-parent-level');
    given(...tree)
      .when({ type: 'MoveUnit', data: { unitId: 'c', parent: 't' } })
      .expectRejection('wrong-parent-level');
  });

  it('is refused for a unit that is not there or is closed', () => {
    given(county).when(toOtherTown).expectRejection('unit-not-found');
    given(county, town, otherTown, committee, closed('k', TODAY))
      .when(toOtherTown)
      .expectRejection('unit-closed');
  });

  it('is refused out of the committee while a group below covers addresses', () => {
    const covering = { ...context, coverage: covered('g') };
    const leave = { type: 'MoveUnit', data: { unitId: 'b', parent: 'k2' } } as const;
    given(...tree)
      .when(leave, covering)
      .expectRejection('group-covers-addresses');
    given(...tree)
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
    given(...tree)
      .when(rename)
      .expectEvents(renamed);
    expect(treeOf([...tree, renamed], START).unit('k')?.name).toEqual(name('k'));
    expect(treeOf([...tree, renamed], TODAY).unit('k')?.name).toEqual(name('new'));
  });

  it('changes nothing the second time', () => {
    given(...tree, renamed)
      .when(rename, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('is refused for a closed unit', () => {
    given(county, town, committee, closed('k', TODAY)).when(rename).expectRejection('unit-closed');
  });
});

describe('closing a unit', () => {
  const close = { type: 'CloseUnit', data: { unitId: 'g', reason: 'merged' } } as const;

  it('records the reason and keeps its place', () => {
    given(...tree)
      .when(close)
      .expectEvents(closed('g', TODAY));
    expect(treeOf([...tree, closed('g', TODAY)], TODAY).unit('g')).toMatchObject({
      open: false,
      parent: 'b',
    });
  });

  it('changes nothing the second time', () => {
    given(...tree, closed('g', TODAY))
      .when(close, { ...context, now: now + 1 })
      .expectEvents();
  });

  it('is refused while units below are open', () => {
    given(...tree)
      .when({ type: 'CloseUnit', data: { unitId: 'b', reason: 'merged' } })
      .expectRejection('children-open');
    given(...tree, closed('g', NEXT_YEAR))
      .when({ type: 'CloseUnit', data: { unitId: 'b', reason: 'merged' } })
      .expectRejection('children-open');
    given(...tree, closed('g', TODAY))
      .when({ type: 'CloseUnit', data: { unitId: 'b', reason: 'merged' } })
      .expectEvents(closed('b', TODAY));
  });

  it('may be put off or brought forward as long as it lies ahead', () => {
    given(...tree, closed('g', NEXT_YEAR))
      .when(close)
      .expectEvents(closed('g', TODAY));
    given(county, town, closed('t', TODAY))
      .when({ type: 'CloseUnit', data: { unitId: 'c', reason: 'merged', from: NEXT_YEAR } })
      .expectEvents({
        type: 'UnitClosed',
        data: { unitId: 'c', reason: 'merged', path: ['c'], from: NEXT_YEAR },
      });
  });

  it('is refused for a group that covers addresses', () => {
    given(...tree)
      .when(close, { ...context, coverage: covered('g') })
      .expectRejection('group-covers-addresses');
  });

  function closed(unitId: string, from: string): UnitEvent {
    return { type: 'UnitClosed', data: { unitId, reason: 'merged', path: pathOf(unitId), from } };
  }
});

describe('reading the tree as of a time', () => {
  it('does not know a unit before it opens', () => {
    const planned = openedAt(NEXT_YEAR, 't', 'town', 'c');
    expect(treeOf([county, planned], TODAY).unit('t')).toBeUndefined();
    expect(treeOf([county, planned], TODAY).pathOf('t')).toEqual([]);
    expect(treeOf([county, planned], NEXT_YEAR).unit('t')).toBeDefined();
  });

  it('says until when it holds', () => {
    const planned = openedAt(NEXT_YEAR, 't', 'town', 'c');
    expect(treeOf([county, planned], TODAY).nextChange()).toBe(Date.parse(NEXT_YEAR));
    expect(treeOf([county, planned], NEXT_YEAR).nextChange()).toBe(Number.POSITIVE_INFINITY);
  });
});

function closed(unitId: string, from: string): UnitEvent {
  return { type: 'UnitClosed', data: { unitId, reason: 'merged', path: [], from } };
}

function pathOf(unitId: string): readonly string[] {
  return treeOf(tree, TODAY).pathOf(unitId);
}

function treeOf(events: readonly UnitEvent[], time: string): UnitTreeAt {
  const state = events.reduce((folded, event) => unitDecider.evolve(folded, event), unitDecider.initialState);
  return new UnitTreeAt(state, Date.parse(time));
}

function covered(groupId: string): Coverage {
  return { ...noCoverage, sizes: new Map([[groupId, 1]]) };
}
