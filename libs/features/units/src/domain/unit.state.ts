import { unreachable, type Bilingual, type Level } from '#kernel';
import { PersistentMap } from './persistent-map.js';
import { replacedFrom, type Timeline } from './timeline.js';
import type { ExternalKind, UnitEvent, UnitOpenedData } from './unit.events.js';

/** One unit with all its dates: what it was, is and is planned to be. Milliseconds since 1970. */
export interface UnitRecord {
  readonly id: string;
  readonly level: Level;
  readonly code?: string;
  readonly externalKind?: ExternalKind;
  readonly opened: number;
  /** For good; may lie ahead. */
  readonly closed?: number;
  /** Empty for a county. */
  readonly parents: Timeline<string>;
  readonly names: Timeline<Bilingual>;
}

export interface Units {
  readonly records: PersistentMap<UnitRecord>;
  /** Every unit that ever was, is or will be below the key. */
  readonly everBelow: PersistentMap<readonly string[]>;
  /** No change takes effect after this moment. */
  readonly lastChange: number;
}

export const noUnits: Units = {
  records: PersistentMap.empty(),
  everBelow: PersistentMap.empty(),
  lastChange: Number.NEGATIVE_INFINITY,
};

export function evolveUnits(state: Units, event: UnitEvent): Units {
  const from = Date.parse(event.data.from);
  switch (event.type) {
    case 'UnitOpened':
      return withRecord(state, opened(event.data, from), from, event.data.parent);
    case 'UnitMoved': {
      const record = recordOf(state, event.data.unitId);
      const parents = replacedFrom(record.parents, from, event.data.parent);
      return withRecord(state, { ...record, parents }, from, event.data.parent);
    }
    case 'UnitRenamed': {
      const record = recordOf(state, event.data.unitId);
      return withRecord(state, { ...record, names: replacedFrom(record.names, from, event.data.name) }, from);
    }
    case 'UnitClosed':
      return withRecord(state, { ...recordOf(state, event.data.unitId), closed: from }, from);
    default:
      return unreachable(event);
  }
}

export function opened(
  { unitId, level, parent, name, code, externalKind }: Omit<UnitOpenedData, 'path' | 'from'>,
  from: number,
): UnitRecord {
  return {
    id: unitId,
    level,
    ...(code === undefined ? {} : { code }),
    ...(externalKind === undefined ? {} : { externalKind }),
    opened: from,
    parents: parent === undefined ? [] : [{ from, value: parent }],
    names: [{ from, value: name }],
  };
}

/** The time a unit spent, spends or is planned to spend under one parent; `until` is exclusive. */
export interface Stay {
  readonly parent: string;
  readonly from: number;
  readonly until: number;
}

export function staysOf({ parents, closed = Number.POSITIVE_INFINITY }: UnitRecord): readonly Stay[] {
  return parents
    .map(({ from, value: parent }, index) => ({
      parent,
      from,
      until: Math.min(parents[index + 1]?.from ?? Number.POSITIVE_INFINITY, closed),
    }))
    .filter(({ from, until }) => from < until);
}

function withRecord(state: Units, record: UnitRecord, from: number, parent?: string): Units {
  return {
    records: state.records.with(record.id, record),
    everBelow: parent === undefined ? state.everBelow : withChild(state.everBelow, parent, record.id),
    lastChange: Math.max(state.lastChange, from),
  };
}

function withChild(everBelow: Units['everBelow'], parent: string, child: string): Units['everBelow'] {
  const children = everBelow.get(parent) ?? [];
  return children.includes(child) ? everBelow : everBelow.with(parent, [...children, child]);
}

function recordOf(state: Units, id: string): UnitRecord {
  const record = state.records.get(id);
  if (!record) throw new Error(`the log speaks of unit ${id} before it was opened`);
  return record;
}
