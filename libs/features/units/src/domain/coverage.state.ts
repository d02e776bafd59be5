import { unreachable } from '#kernel';
import type { CoverageEvent, GroupCoverageChangedData } from './coverage.events.js';
import { PersistentMap } from './persistent-map.js';

/** Stands for the group of an address that has none. */
export const NOBODY = '';

/** The address register of one committee, and which group looks after which address. */
export interface Coverage {
  /** Address code → group id, or `NOBODY`: one address cannot have two. */
  readonly groups: PersistentMap<string>;
  /** Group id → how many addresses it covers. */
  readonly sizes: ReadonlyMap<string, number>;
}

export const noCoverage: Coverage = { groups: PersistentMap.empty(), sizes: new Map() };

export function evolveCoverage(state: Coverage, event: CoverageEvent): Coverage {
  switch (event.type) {
    case 'AddressesRegistered':
      return { ...state, groups: state.groups.withAll(event.data.codes.map((code) => [code, NOBODY])) };
    case 'GroupCoverageChanged':
      return changed(state, event.data);
    default:
      return unreachable(event);
  }
}

function changed(state: Coverage, { groupId, added, removed }: GroupCoverageChangedData): Coverage {
  const given = added.map((code) => [code, groupId] as const);
  const taken = removed.map((code) => [code, NOBODY] as const);
  const size = (state.sizes.get(groupId) ?? 0) + added.length - removed.length;
  return {
    groups: state.groups.withAll([...taken, ...given]),
    sizes: new Map(state.sizes).set(groupId, size),
  };
}
