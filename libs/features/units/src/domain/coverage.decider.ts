import { unreachable, type Decider } from '#kernel';
import type {
  AddressesRegisteredData,
  CoverageCommand,
  CoverageEvent,
  GroupCoverageChangedData,
} from './coverage.events.js';
import { evolveCoverage, NOBODY, noCoverage, type Coverage } from './coverage.state.js';
import { refuse } from './rejections.js';
import type { UnitTreeAt } from './unit-tree.js';

export interface CoverageContext {
  /** As it stands now. */
  readonly units: UnitTreeAt;
  /** As it will stand when all that is planned has come about. */
  readonly plannedUnits: UnitTreeAt;
}

export const coverageDecider: Decider<CoverageCommand, Coverage, CoverageEvent, CoverageContext> = {
  initialState: noCoverage,
  decide(command, state, context) {
    switch (command.type) {
      case 'RegisterAddresses':
        return register(command.data, state, context);
      case 'ChangeGroupCoverage':
        return change(command.data, state, context);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveCoverage,
};

function register(
  { committee, codes }: AddressesRegisteredData,
  state: Coverage,
  context: CoverageContext,
): readonly CoverageEvent[] {
  requireCommittee(committee, context);
  const malformed = codes.filter((code) => !isAddressOf(committee, code));
  if (malformed.length > 0) throw refuse('malformed-address', { details: some(malformed) });
  const fresh = [...new Set(codes)].filter((code) => state.groups.get(code) === undefined);
  return fresh.length === 0 ? [] : [{ type: 'AddressesRegistered', data: { committee, codes: fresh } }];
}

/** The code begins with its committee's id and has no second hyphen: no two committees can register the same one. */
function isAddressOf(committee: string, code: string): boolean {
  return code.startsWith(`${committee}-`) && /^[0-9A-Za-z]{1,16}$/.test(code.slice(committee.length + 1));
}

function change(
  { committee, groupId, added, removed }: GroupCoverageChangedData,
  state: Coverage,
  context: CoverageContext,
): readonly CoverageEvent[] {
  requireCommittee(committee, context);
  const unknown = [...added, ...removed].filter((code) => state.groups.get(code) === undefined);
  if (unknown.length > 0) throw refuse('unknown-address', { details: some(unknown) });
  const wanted = new Set(added);
  if (removed.some((code) => wanted.has(code))) throw refuse('contradictory-addresses');
  if (wanted.size > 0 && !stands(groupId, committee, context)) throw refuse('not-a-group-here');
  const gained = [...wanted].filter((code) => state.groups.get(code) !== groupId);
  const lost = [...new Set(removed)].filter((code) => state.groups.get(code) === groupId);
  const freed = freedFromGroupsGone(gained, committee, state, context);
  if (gained.length + lost.length === 0) return [];
  return [
    ...freed,
    { type: 'GroupCoverageChanged', data: { committee, groupId, added: gained, removed: lost } },
  ];
}

/** A group that has closed or left keeps no address; a group that stands keeps its own. */
function freedFromGroupsGone(
  codes: readonly string[],
  committee: string,
  state: Coverage,
  context: CoverageContext,
): readonly CoverageEvent[] {
  const held = Map.groupBy(codes, (code) => state.groups.get(code) ?? NOBODY);
  held.delete(NOBODY);
  return [...held].map(([groupId, removed]) => {
    if (stands(groupId, committee, context)) {
      throw refuse('address-covered', { details: { ...some(removed), group: groupId } });
    }
    return { type: 'GroupCoverageChanged', data: { committee, groupId, added: [], removed } };
  });
}

function stands(groupId: string, committee: string, { units, plannedUnits }: CoverageContext): boolean {
  return [units, plannedUnits].every((tree) => {
    const unit = tree.unit(groupId);
    return unit?.level === 'group' && unit.open && tree.committeeOf(groupId) === committee;
  });
}

function requireCommittee(committee: string, { units }: CoverageContext): void {
  const unit = units.unit(committee);
  if (unit?.level !== 'committee' || !unit.open) throw refuse('not-a-committee');
}

/** Enough to find the mistake by. */
function some(addresses: readonly string[]): { readonly addresses: readonly string[] } {
  return { addresses: addresses.slice(0, 20) };
}
