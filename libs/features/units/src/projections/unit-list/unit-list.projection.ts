import type { Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { deleteRows, upsertRows, type Projection } from '#read-store';
import { unitEventForm } from '../../domain/unit.codec.js';
import { codecOf } from '../../streams.js';
import {
  createUnitList,
  indexUnitList,
  versionsAfter,
  type UnitListTables,
  type UnitVersionRow,
} from './unit-list.table.js';

const codec = codecOf(unitEventForm);

/** Events → what each unit is, was and is planned to be. */
export function unitListProjection(): Projection<UnitListTables> {
  return {
    name: 'unit-list',
    version: 1,
    filter: { streamPrefixes: ['units-'], types: unitEventForm.types },
    migrations: { '0001-unit-list': { up: createUnitList } },
    indexes: indexUnitList,
    apply,
  };
}

async function apply(stored: readonly StoredEvent[], db: Kysely<UnitListTables>): Promise<void> {
  const events = stored.map((event) => codec.decode(event));
  const units = [...new Set(events.map(({ data }) => data.unitId))];
  const rows = await db
    .selectFrom('unit_version')
    .selectAll()
    .where('unit_id', 'in', units)
    .orderBy('valid_from')
    .execute();
  const before = Map.groupBy(rows, (row) => row.unit_id);
  const after = new Map<string, readonly UnitVersionRow[]>(before);
  for (const event of events) {
    const { unitId } = event.data;
    after.set(unitId, versionsAfter(after.get(unitId) ?? [], event));
  }
  await deleteRows(
    db,
    'unit_version',
    [...before.keys()].map((unit_id) => ({ unit_id })),
  );
  await upsertRows(db, 'unit_version', ['unit_id', 'valid_from'], [...after.values()].flat());
}
