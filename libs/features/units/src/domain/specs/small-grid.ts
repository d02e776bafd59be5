import type { Level } from '#kernel';
import type { UnitEvent } from '../unit.events.js';
import { evolveUnits, noUnits } from '../unit.state.js';
import { UnitTreeAt } from '../unit-tree.js';

export const START = '2026-01-01T00:00:00.000Z';
export const TODAY = '2026-05-01T00:00:00.000Z';
export const NEXT_YEAR = '2027-01-01T00:00:00.000Z';
export const now = Date.parse(TODAY);

export const name = (en: string) => ({ en, zh: `${en}单位` });

/** The opening of a unit below the last of `above`. */
export function openedAt(from: string, unitId: string, level: Level, ...above: string[]): UnitEvent {
  const parent = above.at(-1);
  return {
    type: 'UnitOpened',
    data: {
      unitId,
      level,
      ...(parent === undefined ? {} : { parent }),
      name: name(unitId),
      ...(level === 'external' ? { externalKind: 'department' as const } : {}),
      path: [...above, unitId],
      from,
    },
  };
}

export const county = openedAt(START, 'c', 'county');
export const town = openedAt(START, 't', 'town', 'c');
const otherTown = openedAt(START, 't2', 'town', 'c');
export const committee = openedAt(START, 'k', 'committee', 'c', 't');
const otherCommittee = openedAt(START, 'k2', 'committee', 'c', 't2');
const branch = openedAt(START, 'b', 'branch', 'c', 't', 'k');
const otherBranch = openedAt(START, 'b2', 'branch', 'c', 't', 'k');
const farBranch = openedAt(START, 'far-b', 'branch', 'c', 't2', 'k2');
const group = openedAt(START, 'g', 'group', 'c', 't', 'k', 'b');
const otherGroup = openedAt(START, 'h', 'group', 'c', 't', 'k', 'b');
const farGroup = openedAt(START, 'far', 'group', 'c', 't2', 'k2', 'far-b');

/** Two towns with a committee each; the first has two branches, the first of them two groups. */
export const grid: readonly UnitEvent[] = [
  county,
  town,
  otherTown,
  committee,
  otherCommittee,
  branch,
  otherBranch,
  farBranch,
  group,
  otherGroup,
  farGroup,
];

export function closed(
  unitId: string,
  from: string,
  path: readonly string[] = treeOf(grid, from).pathOf(unitId),
): UnitEvent {
  return { type: 'UnitClosed', data: { unitId, reason: 'merged', path, from } };
}

export function treeOf(events: readonly UnitEvent[], time: string | number): UnitTreeAt {
  return new UnitTreeAt(
    events.reduce(evolveUnits, noUnits),
    typeof time === 'string' ? Date.parse(time) : time,
  );
}
