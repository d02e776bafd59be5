import type { Bilingual, Level, Role } from '#kernel';
import type { Chance } from './chance.js';

/** How big a county is: units by level, and the households that they cover. */
export interface CountySize {
  readonly towns: number;
  readonly committees: number;
  readonly branches: number;
  readonly groups: number;
  readonly households: number;
}

/** Nanhai as it is published: 286 villages and communities, 1,748 branches, 5,156 groups, 1.2 million households. */
export const NANHAI: CountySize = {
  towns: 7,
  committees: 286,
  branches: 1748,
  groups: 5156,
  households: 1_200_000,
};

/** The same proportions, smaller: no level has fewer units than the one above it. */
export function scaled(
  { towns, committees, branches, groups, households }: CountySize,
  by: number,
): CountySize {
  const size = (whole: number, least: number) => Math.max(least, Math.round(whole * by));
  const some = { committees: size(committees, 1) };
  const more = { ...some, branches: size(branches, some.committees) };
  return {
    ...more,
    towns: Math.min(towns, some.committees),
    groups: size(groups, more.branches),
    households: size(households, 1),
  };
}

export interface SimulatedUnit {
  readonly unitId: string;
  readonly level: Level;
  readonly parent?: string;
  readonly name: Bilingual;
  readonly externalKind?: 'department' | 'property-company';
}

/** A position; one person sits on it, and is known by it. */
export interface Seat {
  readonly role: Role;
  readonly unit: string;
}

/** A group with all that lies above it and beside it, and how many households it covers. */
export interface Neighbourhood {
  readonly group: string;
  readonly branch: string;
  readonly committee: string;
  readonly town: string;
  /** External units that serve the town. */
  readonly externals: readonly string[];
  readonly households: number;
}

export interface County {
  /** In the order in which they can be opened. */
  readonly units: readonly SimulatedUnit[];
  readonly seats: readonly Seat[];
  readonly neighbourhoods: readonly Neighbourhood[];
}

/** The root of every simulated county. */
export const COUNTY = 'sim';

/** The towns and subdistricts are named as they are; all below them is numbered. */
const TOWNS: readonly Bilingual[] = [
  { zh: '桂城街道', en: 'Guicheng' },
  { zh: '九江镇', en: 'Jiujiang' },
  { zh: '西樵镇', en: 'Xiqiao' },
  { zh: '丹灶镇', en: 'Danzao' },
  { zh: '狮山镇', en: 'Shishan' },
  { zh: '大沥镇', en: 'Dali' },
  { zh: '里水镇', en: 'Lishui' },
];
const EXTERNALS = [
  { id: 'wardens', kind: 'department', name: { zh: '城管中队', en: 'City wardens' } },
  { id: 'fire', kind: 'department', name: { zh: '消防救援站', en: 'Fire station' } },
  { id: 'property', kind: 'property-company', name: { zh: '物业公司', en: 'Property company' } },
] as const;

const LEVELS = {
  committee: { letter: 'c', zh: '第 # 社区', en: 'Community #' },
  branch: { letter: 'b', zh: '第 # 支部', en: 'Branch #' },
  group: { letter: 'g', zh: '第 # 小组', en: 'Group #' },
} as const;

export function countyOf(size: CountySize, chance: Chance): County {
  const root: SimulatedUnit = {
    unitId: COUNTY,
    level: 'county',
    name: { zh: '南海区（模拟）', en: 'Nanhai District (simulated)' },
  };
  const towns = Array.from({ length: size.towns }, (_, index) => townAt(index));
  const committees = below(towns, 'committee', size.committees);
  const branches = below(committees, 'branch', size.branches);
  const groups = below(branches, 'group', size.groups);
  const units = [root, ...towns, ...committees, ...branches, ...groups, ...towns.flatMap(externalsOf)];
  return { units, seats: seatsIn(units), neighbourhoods: neighbourhoodsOf(groups, units, size, chance) };
}

function townAt(index: number): SimulatedUnit {
  const name = TOWNS[index % TOWNS.length] ?? { zh: '镇', en: 'Town' };
  return { unitId: `${COUNTY}-t${index + 1}`, level: 'town', parent: COUNTY, name };
}

function externalsOf({ unitId: parent, name }: SimulatedUnit): readonly SimulatedUnit[] {
  return EXTERNALS.map((external) => ({
    unitId: `${parent}-${external.id}`,
    level: 'external',
    parent,
    externalKind: external.kind,
    name: { zh: `${name.zh}${external.name.zh}`, en: `${name.en} ${external.name.en}` },
  }));
}

/** So many units under these, as evenly as it goes. */
function below(
  parents: readonly SimulatedUnit[],
  level: keyof typeof LEVELS,
  count: number,
): readonly SimulatedUnit[] {
  const { letter, zh, en } = LEVELS[level];
  return parents.flatMap(({ unitId: parent }, place) => {
    const share =
      Math.floor(((place + 1) * count) / parents.length) - Math.floor((place * count) / parents.length);
    return Array.from({ length: share }, (_, index) => {
      const number = String(index + 1);
      const name = { zh: zh.replace('#', number), en: en.replace('#', number) };
      return { unitId: `${parent}-${letter}${number}`, level, parent, name };
    });
  });
}

const ROLES: Readonly<Record<Level, readonly Role[]>> = {
  county: ['committee-officer', 'supervisor'],
  town: ['committee-officer', 'verifier', 'call-back-officer'],
  committee: ['committee-officer'],
  branch: ['branch-secretary'],
  group: ['grid-worker'],
  external: ['external-liaison'],
};

function seatsIn(units: readonly SimulatedUnit[]): readonly Seat[] {
  return units.flatMap(({ unitId: unit, level }) => ROLES[level].map((role) => ({ role, unit })));
}

/** Households are spread with a spread of one to three; their sum is the county's. */
function neighbourhoodsOf(
  groups: readonly SimulatedUnit[],
  units: readonly SimulatedUnit[],
  { households }: CountySize,
  chance: Chance,
): readonly Neighbourhood[] {
  const parents = new Map(units.map(({ unitId, parent = '' }) => [unitId, parent]));
  const weights = groups.map(() => 0.5 + chance.next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [reached, given] = [0, 0];
  return groups.map(({ unitId: group, parent: branch = '' }, index) => {
    reached += weights[index] ?? 0;
    const upToHere = index === groups.length - 1 ? households : Math.round((households * reached) / total);
    const covered = upToHere - given;
    given = upToHere;
    const committee = parents.get(branch) ?? '';
    const town = parents.get(committee) ?? '';
    const externals = EXTERNALS.map(({ id }) => `${town}-${id}`);
    return { group, branch, committee, town, externals, households: covered };
  });
}
