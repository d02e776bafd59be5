import { unreachable, type Bilingual, type Decider, type Level } from '#kernel';
import type { Coverage } from './coverage.state.js';
import { iso, momentOf } from './dates.js';
import { refuse } from './rejections.js';
import { replacedFrom, saysAlready } from './timeline.js';
import type {
  CloseUnitData,
  MoveUnitData,
  OpenUnitData,
  RenameUnitData,
  UnitCommand,
} from './unit.commands.js';
import type { UnitEvent } from './unit.events.js';
import { evolveUnits, noUnits, opened, staysOf, type UnitRecord, type Units } from './unit.state.js';
import { UnitTreeAt } from './unit-tree.js';

/** Which levels a level hangs on. Each lies strictly higher, so that a cycle cannot be made. */
export const PARENT_LEVELS: Readonly<Record<Level, readonly Level[]>> = {
  county: [],
  town: ['county'],
  committee: ['town'],
  branch: ['committee'],
  group: ['branch'],
  external: ['county', 'town', 'committee'],
};

export interface UnitContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of the committee that the unit belongs to now. */
  readonly coverage: Coverage;
}

export const unitDecider: Decider<UnitCommand, Units, UnitEvent, UnitContext> = {
  initialState: noUnits,
  decide,
  evolve: evolveUnits,
};

function decide(command: UnitCommand, state: Units, context: UnitContext): readonly UnitEvent[] {
  switch (command.type) {
    case 'OpenUnit':
      return open(command.data, state, context);
    case 'MoveUnit':
      return move(command.data, state, context);
    case 'RenameUnit':
      return rename(command.data, state, context);
    case 'CloseUnit':
      return close(command.data, state, context);
    default:
      return unreachable(command);
  }
}

function open(data: OpenUnitData, state: Units, { now }: UnitContext): readonly UnitEvent[] {
  const known = state.records.get(data.unitId);
  if (known) return repeatedOpening(known, data);
  if (!/^[\w-]{1,64}$/.test(data.unitId)) throw refuse('malformed-unit-id');
  if ((data.level === 'external') !== (data.externalKind !== undefined)) throw refuse('wrong-external-kind');
  const from = momentOf(data.from, now, now);
  const record = opened(data, from);
  requirePlace(record, state);
  const path = [...pathAt(state, data.parent, from), data.unitId];
  return [{ type: 'UnitOpened', data: { ...data, path, from: iso(from) } }];
}

/** The second time changes nothing; another unit under the same id is refused. */
function repeatedOpening(known: UnitRecord, data: OpenUnitData): readonly UnitEvent[] {
  const same =
    known.level === data.level &&
    known.parents[0]?.value === data.parent &&
    known.names.some(({ value }) => sameName(value, data.name)) &&
    known.code === data.code &&
    known.externalKind === data.externalKind;
  if (same) return [];
  throw refuse('unit-exists', { details: { unit: known.id } });
}

function move(data: MoveUnitData, state: Units, { now, coverage }: UnitContext): readonly UnitEvent[] {
  const record = unitToChange(data.unitId, state);
  const from = momentOf(data.from, Math.max(now, record.opened), now);
  if (saysAlready(record.parents, from, (parent) => parent === data.parent)) return [];
  requireTimely(record, record.parents, from, now);
  requirePlace({ ...record, parents: replacedFrom(record.parents, from, data.parent) }, state);
  const then = new UnitTreeAt(state, from);
  if (then.committeeOf(record.id) !== then.committeeOf(data.parent)) {
    requireNothingCovered(groupsOf(record, state, from), coverage);
  }
  const path = [...then.pathOf(data.parent), record.id];
  return [{ type: 'UnitMoved', data: { ...data, path, from: iso(from) } }];
}

function rename(data: RenameUnitData, state: Units, { now }: UnitContext): readonly UnitEvent[] {
  const record = unitToChange(data.unitId, state);
  const from = momentOf(data.from, Math.max(now, record.opened), now);
  if (saysAlready(record.names, from, (name) => sameName(name, data.name))) return [];
  requireTimely(record, record.names, from, now);
  const path = pathAt(state, record.id, from);
  return [{ type: 'UnitRenamed', data: { ...data, path, from: iso(from) } }];
}

function close(data: CloseUnitData, state: Units, { now, coverage }: UnitContext): readonly UnitEvent[] {
  const record = unitToChange(data.unitId, state);
  const from = momentOf(data.from, Math.max(now, record.opened), now);
  if (record.closed !== undefined && (record.closed <= now || record.closed === from)) return [];
  if (from < record.opened) throw refuse('before-last-change');
  requirePlace({ ...record, closed: from }, state);
  requireChildrenGone(record.id, from, state);
  requireNothingCovered(groupsOf(record, state, from), coverage);
  const path = pathAt(state, record.id, from);
  return [{ type: 'UnitClosed', data: { ...data, path, from: iso(from) } }];
}

function unitToChange(id: string, state: Units): UnitRecord {
  const record = state.records.get(id);
  if (!record) throw refuse('unit-not-found', { details: { unit: id } });
  return record;
}

function pathAt(state: Units, id: string | undefined, time: number): readonly string[] {
  return id === undefined ? [] : new UnitTreeAt(state, time).pathOf(id);
}

/** What took effect stays as it was; only plans may be replaced. */
function requireTimely(
  record: UnitRecord,
  line: readonly { from: number }[],
  from: number,
  now: number,
): void {
  if (record.closed !== undefined && record.closed <= from) throw refuse('unit-closed');
  const inEffect = line.findLast((entry) => entry.from <= now);
  if (from < record.opened || (inEffect && from < inEffect.from)) throw refuse('before-last-change');
}

/** At every moment of its life a unit hangs on an open unit of the right level. */
function requirePlace(record: UnitRecord, state: Units): void {
  const levels = PARENT_LEVELS[record.level];
  if ((levels.length === 0) !== (record.parents.length === 0)) throw refuse('wrong-parent-level');
  for (const stay of staysOf(record)) {
    const parent = state.records.get(stay.parent);
    if (!parent) throw refuse('unknown-parent', { details: { unit: stay.parent } });
    if (!levels.includes(parent.level)) throw refuse('wrong-parent-level');
    if (stay.from < parent.opened || stay.until > (parent.closed ?? Number.POSITIVE_INFINITY)) {
      throw refuse('parent-not-open', { details: { unit: parent.id } });
    }
  }
}

function requireChildrenGone(parent: string, closed: number, state: Units): void {
  const staying = childrenAfter(parent, closed, state);
  if (staying.length > 0) throw refuse('children-open', { details: { units: staying.slice(0, 20) } });
}

/** Full coverage is what the grid is for: addresses are handed over before their group goes. */
function requireNothingCovered(groups: readonly string[], coverage: Coverage): void {
  const covering = groups.filter((group) => (coverage.sizes.get(group) ?? 0) > 0);
  if (covering.length > 0)
    throw refuse('group-covers-addresses', { details: { units: covering.slice(0, 20) } });
}

/** The groups that go where this unit goes. */
function groupsOf({ id, level }: UnitRecord, state: Units, time: number): readonly string[] {
  if (level === 'group') return [id];
  return level === 'branch' ? childrenAfter(id, time, state) : [];
}

function childrenAfter(parent: string, time: number, state: Units): readonly string[] {
  const ever = state.everBelow.get(parent) ?? [];
  return ever.filter((child) =>
    staysOf(unitToChange(child, state)).some((stay) => stay.parent === parent && stay.until > time),
  );
}

function sameName(one: Bilingual, other: Bilingual): boolean {
  return one.en === other.en && one.zh === other.zh;
}
