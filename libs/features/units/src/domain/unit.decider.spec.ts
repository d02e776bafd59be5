import { describe, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import { noCoverage } from './coverage.state.js';
import {
  closed,
  committee,
  county,
  grid,
  name,
  NEXT_YEAR,
  now,
  openedAt,
  TODAY,
  town,
} from './specs/small-grid.js';
import { unitDecider } from './unit.decider.js';

const { given } = specificationOf(unitDecider, { now, coverage: noCoverage });

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

  it('may lie behind or ahead', () => {
    for (const from of ['2020-01-01T00:00:00.000Z', NEXT_YEAR]) {
      given()
        .when({ type: 'OpenUnit', data: { unitId: 'c', level: 'county', name: name('c'), from } })
        .expectEvents(openedAt(from, 'c', 'county'));
    }
  });

  it('changes nothing the second time', () => {
    given(county, town, committee).when(openCommittee).expectEvents();
  });

  it('is refused when another unit has the id', () => {
    given(...grid)
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
    given(...grid)
      .when({ type: 'OpenUnit', data })
      .expectRejection('wrong-parent-level');
  });

  it('is refused below a unit that does not exist, or not for all of that time', () => {
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
