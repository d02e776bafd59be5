import { readFileSync } from 'node:fs';
import type { Bilingual, Role, UnitTree } from '#kernel';
import type { OpenUnitData } from '../domain/unit.commands.js';
import type { ExternalKind } from '../domain/unit.events.js';
import { ROLE_NAMES } from '../domain/role-names.js';

const BRANCHES = 2;
const GROUPS_PER_BRANCH = 2;
const ADDRESSES_PER_GROUP = 12;
/** Per committee, so that the list of gaps has something to show. */
const UNCOVERED_ADDRESSES = 3;

/** What all demo accounts sign in by. */
export const DEMO_PASSWORD = 'gridcase-demo';

interface Committee extends Bilingual {
  readonly code: string;
  /** For the names of its branches and groups. */
  readonly short: Bilingual;
}

/** Names and codes as they are; branches, groups and people are made up. */
interface Facts {
  readonly county: Bilingual & { readonly code: string };
  readonly towns: readonly (Bilingual & {
    readonly code: string;
    readonly committees: readonly Committee[];
  })[];
  readonly externals: readonly (Bilingual & {
    readonly id: string;
    readonly parent: string;
    readonly kind: ExternalKind;
  })[];
  readonly accounts: readonly (Bilingual & {
    readonly signIn: string;
    readonly role: Role;
    readonly unit: string;
  })[];
  readonly surnames: readonly Bilingual[];
  readonly givenNames: readonly Bilingual[];
}

const facts = JSON.parse(readFileSync(new URL('./demo-county.json', import.meta.url), 'utf8')) as Facts;

export interface DemoPerson {
  readonly signIn: string;
  readonly name: Bilingual;
  readonly role: Role;
  readonly unit: string;
  readonly hasAccount: boolean;
}

export interface DemoCoverage {
  readonly committee: string;
  readonly codes: readonly string[];
  readonly groups: readonly { readonly groupId: string; readonly codes: readonly string[] }[];
}

/** One who can sign in, for people to read. */
export interface DemoAccount {
  readonly signIn: string;
  readonly role: Bilingual;
  readonly unit: Bilingual;
}

/** Units in the order in which they can be opened. */
export function demoUnits(): readonly OpenUnitData[] {
  const { county, towns, externals } = facts;
  return [
    unit(county.code, 'county', undefined, county, county.code),
    ...towns.map((town) => unit(town.code, 'town', county.code, town, town.code)),
    ...towns.flatMap((town) => town.committees.flatMap((committee) => unitsOf(committee, town.code))),
    ...externals.map(({ id, parent, kind, en, zh }) => ({
      ...unit(id, 'external', parent, { en, zh }),
      externalKind: kind,
    })),
  ];
}

export function demoCoverage(): readonly DemoCoverage[] {
  return committees().map(({ code: committee }) => {
    const groups = groupsOf(committee).map((groupId, index) => ({
      groupId,
      codes: addresses(committee, index * ADDRESSES_PER_GROUP, ADDRESSES_PER_GROUP),
    }));
    const covered = groups.length * ADDRESSES_PER_GROUP;
    return { committee, codes: addresses(committee, 0, covered + UNCOVERED_ADDRESSES), groups };
  });
}

/** Those with an account, and one for every other position that the grid has. */
export function demoPeople(): readonly DemoPerson[] {
  const named = facts.accounts.map(({ signIn, role, unit, en, zh }) => ({
    signIn,
    role,
    unit,
    name: { en, zh },
    hasAccount: true,
  }));
  const filled = new Set(named.map(({ role, unit }) => `${role} ${unit}`));
  const others = positions()
    .filter(({ role, unit }) => !filled.has(`${role} ${unit}`))
    .map(({ role, unit }, index) => ({
      signIn: `${role}.${unit}`,
      role,
      unit,
      name: madeUpName(index),
      hasAccount: false,
    }));
  return [...named, ...others];
}

export function demoAccounts(): readonly DemoAccount[] {
  const names = new Map(demoUnits().map(({ unitId, name }) => [unitId, name]));
  return facts.accounts.map(({ signIn, role, unit }) => ({
    signIn,
    role: ROLE_NAMES[role],
    unit: names.get(unit) ?? { en: unit, zh: unit },
  }));
}

/** Whether a seeding was at least begun here: then it may be completed. */
export function hasDemoCounty(units: UnitTree): boolean {
  return units.unit(facts.county.code) !== undefined;
}

function committees(): readonly Committee[] {
  return facts.towns.flatMap((town) => town.committees);
}

function unitsOf({ code, short, ...name }: Committee, town: string): readonly OpenUnitData[] {
  const branches = branchesOf(code).map((id, index) =>
    unit(id, 'branch', code, {
      en: `${short.en} Branch ${index + 1}`,
      zh: `${short.zh}第${'一二三四'[index]}支部`,
    }),
  );
  const groups = groupsOf(code).map((id, index) =>
    unit(id, 'group', id.slice(0, id.lastIndexOf('-')), {
      en: `${short.en} Group ${index + 1}`,
      zh: `${short.zh}第${index + 1}小组`,
    }),
  );
  return [unit(code, 'committee', town, name, code), ...branches, ...groups];
}

function unit(
  unitId: string,
  level: OpenUnitData['level'],
  parent: string | undefined,
  { en, zh }: Bilingual,
  code?: string,
): OpenUnitData {
  return { unitId, level, ...(parent && { parent }), name: { en, zh }, ...(code && { code }) };
}

function branchesOf(committee: string): readonly string[] {
  return Array.from({ length: BRANCHES }, (_, index) => `${committee}-b${index + 1}`);
}

function groupsOf(committee: string): readonly string[] {
  return branchesOf(committee).flatMap((branch) =>
    Array.from({ length: GROUPS_PER_BRANCH }, (_, index) => `${branch}-g${index + 1}`),
  );
}

function addresses(committee: string, from: number, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `${committee}-${String(from + index + 1).padStart(4, '0')}`,
  );
}

function positions(): readonly Pick<DemoPerson, 'role' | 'unit'>[] {
  const at = (role: Role, units: readonly string[]) => units.map((unit) => ({ role, unit }));
  const committeeIds = committees().map(({ code }) => code);
  const towns = facts.towns.map(({ code }) => code);
  return [
    ...at('grid-worker', committeeIds.flatMap(groupsOf)),
    ...at('branch-secretary', committeeIds.flatMap(branchesOf)),
    ...at('committee-officer', [...committeeIds, ...towns]),
    ...at('verifier', towns),
    ...at('call-back-officer', towns),
    ...at(
      'external-liaison',
      facts.externals.map(({ id }) => id),
    ),
  ];
}

/** Obviously made up: a common surname with “sample”, “model”, “placeholder” … */
function madeUpName(index: number): Bilingual {
  const { surnames, givenNames } = facts;
  const surname = surnames[index % surnames.length];
  const given = givenNames[Math.floor(index / surnames.length) % givenNames.length];
  return { en: `${surname?.en} ${given?.en}`, zh: `${surname?.zh}${given?.zh}` };
}
