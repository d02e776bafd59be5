import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejection } from '#kernel';
import { specificationOf } from '#kernel/testing';
import { coverageDecider, type CoverageContext } from './coverage.decider.js';
import type { CoverageCommand, CoverageEvent } from './coverage.events.js';
import { closed, grid, NEXT_YEAR, now, START, treeOf } from './specs/small-grid.js';
import type { UnitEvent } from './unit.events.js';

const gone = closed('g', START);
const leaving: UnitEvent = {
  type: 'UnitMoved',
  data: { unitId: 'g', parent: 'far-b', path: ['c', 't2', 'k2', 'far-b', 'g'], from: NEXT_YEAR },
};

function contextOf(...events: readonly UnitEvent[]): CoverageContext {
  return { units: treeOf(events, now), plannedUnits: treeOf(events, Number.POSITIVE_INFINITY) };
}

const context = contextOf(...grid);
const { given } = specificationOf(coverageDecider, context);
const [one, two, three] = ['k-0001', 'k-0002', 'k-0003'] as const;

const registered = (...codes: string[]): CoverageEvent => ({
  type: 'AddressesRegistered',
  data: { committee: 'k', codes },
});
const changed = (groupId: string, added: readonly string[], removed: readonly string[] = []) => ({
  type: 'GroupCoverageChanged' as const,
  data: { committee: 'k', groupId, added, removed },
});
const change = (groupId: string, added: readonly string[], removed: readonly string[] = []) => ({
  type: 'ChangeGroupCoverage' as const,
  data: { committee: 'k', groupId, added, removed },
});

describe('registering addresses', () => {
  const register = { type: 'RegisterAddresses', data: { committee: 'k', codes: [one, two] } } as const;

  it('records those that are new', () => {
    given().when(register).expectEvents(registered(one, two));
    given(registered(one)).when(register).expectEvents(registered(two));
  });

  it('changes nothing the second time', () => {
    given(registered(one, two)).when(register).expectEvents();
  });

  it.each(['k2-0001', '0001', 'k-', 'k-1-2', 'k-0001 ', `k-${'1'.repeat(17)}`])(
    'is refused for the code %j',
    (code) => {
      given()
        .when({ type: 'RegisterAddresses', data: { committee: 'k', codes: [code] } })
        .expectRejection('malformed-address');
    },
  );

  it('is refused for what is not an open committee', () => {
    given()
      .when({ type: 'RegisterAddresses', data: { committee: 'b', codes: ['b-1'] } })
      .expectRejection('not-a-committee');
  });
});

describe('changing what a group covers', () => {
  const history = [registered(one, two, three), changed('g', [one])];

  it('records what is new and what is gone', () => {
    given(...history)
      .when(change('g', [one, two], [three]))
      .expectEvents(changed('g', [two]));
    given(...history)
      .when(change('g', [two], [one]))
      .expectEvents(changed('g', [two], [one]));
  });

  it('changes nothing the second time', () => {
    given(...history, changed('g', [two]))
      .when(change('g', [two]))
      .expectEvents();
  });

  it('is refused for an address of another group', () => {
    given(...history)
      .when(change('h', [one]))
      .expectRejection('address-covered');
  });

  it('takes over the addresses of a group that has closed', () => {
    given(...history)
      .when(change('h', [one]), contextOf(...grid, gone))
      .expectEvents(changed('g', [], [one]), changed('h', [one]));
  });

  it('is refused for a group that is elsewhere, closed or about to leave', () => {
    given(...history)
      .when(change('far', [two]))
      .expectRejection('not-a-group-here');
    given(...history)
      .when(change('g', [two]), contextOf(...grid, gone))
      .expectRejection('not-a-group-here');
    given(...history)
      .when(change('g', [two]), contextOf(...grid, leaving))
      .expectRejection('not-a-group-here');
  });

  it('lets a group that leaves give its addresses back', () => {
    given(...history)
      .when(change('g', [], [one]), contextOf(...grid, leaving))
      .expectEvents(changed('g', [], [one]));
  });

  it('is refused for addresses that nobody registered, and for contradictions', () => {
    given(...history)
      .when(change('g', ['k-9999']))
      .expectRejection('unknown-address');
    given(...history)
      .when(change('g', [two], [two]))
      .expectRejection('contradictory-addresses');
  });
});

describe('whatever the order', () => {
  const codes = ['k-1', 'k-2', 'k-3', 'k-4'];
  const some = fc.subarray(codes);
  const command: fc.Arbitrary<CoverageCommand> = fc.oneof(
    some.map((picked): CoverageCommand => ({
      type: 'RegisterAddresses',
      data: { committee: 'k', codes: picked },
    })),
    fc
      .tuple(fc.constantFrom('g', 'h', 'far'), some, some)
      .map(([group, added, removed]) => change(group, added, removed)),
  );
  const contexts = fc.constantFrom(context, context, contextOf(...grid, gone), contextOf(...grid, leaving));

  it('has no address in two groups, and counts right', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, contexts), { maxLength: 40 }), (steps) => {
        const groups = new Map<string, Set<string>>();
        let state = coverageDecider.initialState;
        for (const [command, context] of steps) {
          for (const event of decided(command, state, context)) {
            state = coverageDecider.evolve(state, event);
            follow(groups, event);
          }
        }
        const covered = [...groups.values()].flatMap((codes) => [...codes]);
        expect(new Set(covered).size).toBe(covered.length);
        for (const [group, codes] of groups) {
          expect(state.sizes.get(group)).toBe(codes.size);
          for (const code of codes) expect(state.groups.get(code)).toBe(group);
        }
      }),
    );
  });
});

function decided(
  ...[command, state, context]: Parameters<typeof coverageDecider.decide>
): readonly CoverageEvent[] {
  try {
    return coverageDecider.decide(command, state, context);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

/** What somebody learns who only reads the log. */
function follow(groups: Map<string, Set<string>>, event: CoverageEvent): void {
  if (event.type !== 'GroupCoverageChanged') return;
  const { groupId, added, removed } = event.data;
  const codes = groups.get(groupId) ?? new Set();
  for (const code of removed) expect(codes.delete(code)).toBe(true);
  for (const code of added) codes.add(code);
  groups.set(groupId, codes);
}
