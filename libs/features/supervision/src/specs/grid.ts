import { unitTreeOf, type Level, type Position, type Role } from '#kernel';

/** A county small enough to keep in mind: two committees, two branches, three groups, one external unit. */
export const units = unitTreeOf([
  unit('county', 'county', '县'),
  unit('town', 'town', '镇', 'county'),
  unit('east', 'committee', '东村', 'town'),
  unit('property', 'external', '物业', 'east'),
  unit('mill', 'branch', '磨坊支部', 'east'),
  unit('mill-1', 'group', '磨坊一组', 'mill'),
  unit('mill-2', 'group', '磨坊二组', 'mill'),
  unit('west', 'committee', '西村', 'town'),
  unit('hill', 'branch', '山上支部', 'west'),
  unit('hill-1', 'group', '山上一组', 'hill'),
]);

export const people = {
  wang: [seat('grid-worker', 'mill-1')],
  li: [seat('branch-secretary', 'mill')],
  xu: [seat('grid-worker', 'mill-2'), { ...seat('branch-secretary', 'mill'), onBehalfOf: 'li' }],
  chen: [seat('committee-officer', 'east')],
  qin: [seat('supervisor', 'east')],
  tang: [seat('supervisor', 'town')],
  sun: [seat('committee-officer', 'west')],
  liu: [seat('grid-worker', 'hill-1')],
  gao: [seat('administrator', 'town')],
  shi: [seat('data-officer', 'county')],
  nobody: [],
} satisfies Record<string, readonly Position[]>;
export type PersonName = keyof typeof people;

/** Monday, 10:00 in China: an hour at which people work. */
export const NOW = Date.parse('2026-03-02T02:00:00Z');
export const A_DAY = 86_400_000;

function unit(id: string, level: Level, zh: string, parent?: string) {
  return { id, level, name: { en: id, zh }, open: true, ...(parent !== undefined && { parent }) };
}

function seat(role: Role, unit: string): Position {
  return { role, unit };
}
