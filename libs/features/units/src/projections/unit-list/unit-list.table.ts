import { sql, type Kysely } from 'kysely';
import { unreachable, type Level } from '#kernel';
import type { ExternalKind, UnitEvent } from '../../domain/unit.events.js';

/** Stands for the end of what has no end. */
export const EVER = Number.MAX_SAFE_INTEGER;

/** A unit as it is from one date to the next, so that the tree reads as of any moment; milliseconds since 1970. */
export interface UnitVersionRow {
  unit_id: string;
  valid_from: number;
  /** Exclusive. */
  valid_until: number;
  level: Level;
  parent: string | null;
  name_en: string;
  name_zh: string;
  code: string | null;
  external_kind: ExternalKind | null;
  open: 0 | 1;
}

export interface UnitListTables {
  unit_version: UnitVersionRow;
}

export async function createUnitList(db: Kysely<UnitListTables>): Promise<void> {
  await db.schema
    .createTable('unit_version')
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'integer', (column) => column.notNull())
    .addColumn('valid_until', 'integer', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('parent', 'text')
    .addColumn('name_en', 'text', (column) => column.notNull())
    .addColumn('name_zh', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('external_kind', 'text')
    .addColumn('open', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('unit_version_key', ['unit_id', 'valid_from'])
    .modifyEnd(sql`without rowid`)
    .execute();
}

export async function indexUnitList(db: Kysely<UnitListTables>): Promise<void> {
  await db.schema
    .createIndex('unit_version_parent')
    .on('unit_version')
    .columns(['parent', 'unit_id'])
    .execute();
}

/** The versions of one unit, oldest first, after one more event: the latest word counts from its date on. */
export function versionsAfter(
  versions: readonly UnitVersionRow[],
  event: UnitEvent,
): readonly UnitVersionRow[] {
  if (event.type === 'UnitOpened') return [firstVersion(event.data)];
  const from = Date.parse(event.data.from);
  return joined(splitAt(versions, from).map((version) => changed(version, event, from)));
}

type Opened = Extract<UnitEvent, { type: 'UnitOpened' }>['data'];

function firstVersion({ unitId, level, parent, name, code, externalKind, from }: Opened): UnitVersionRow {
  return {
    unit_id: unitId,
    valid_from: Date.parse(from),
    valid_until: EVER,
    level,
    parent: parent ?? null,
    name_en: name.en,
    name_zh: name.zh,
    code: code ?? null,
    external_kind: externalKind ?? null,
    open: 1,
  };
}

function changed(
  version: UnitVersionRow,
  event: Exclude<UnitEvent, { type: 'UnitOpened' }>,
  from: number,
): UnitVersionRow {
  const concerned = version.valid_from >= from;
  switch (event.type) {
    case 'UnitMoved':
      return concerned ? { ...version, parent: event.data.parent } : version;
    case 'UnitRenamed':
      return concerned ? { ...version, name_en: event.data.name.en, name_zh: event.data.name.zh } : version;
    case 'UnitClosed':
      return { ...version, open: concerned ? 0 : 1 };
    default:
      return unreachable(event);
  }
}

function splitAt(versions: readonly UnitVersionRow[], moment: number): readonly UnitVersionRow[] {
  return versions.flatMap((version) =>
    version.valid_from < moment && moment < version.valid_until
      ? [
          { ...version, valid_until: moment },
          { ...version, valid_from: moment },
        ]
      : [version],
  );
}

/** Where a plan was taken back, two versions may say the same. */
function joined(versions: readonly UnitVersionRow[]): readonly UnitVersionRow[] {
  const result: UnitVersionRow[] = [];
  for (const version of versions) {
    const last = result.at(-1);
    if (last && saysSame(last, version))
      result[result.length - 1] = { ...last, valid_until: version.valid_until };
    else result.push(version);
  }
  return result;
}

function saysSame(one: UnitVersionRow, other: UnitVersionRow): boolean {
  return (['parent', 'name_en', 'name_zh', 'open'] as const).every((column) => one[column] === other[column]);
}
