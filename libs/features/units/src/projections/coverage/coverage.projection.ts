import type { Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { upsertRows, type Projection } from '#read-store';
import type { CoverageEvent } from '../../domain/coverage.events.js';
import { coverageEventForm } from '../../domain/unit.codec.js';
import { codecOf } from '../../streams.js';
import {
  createCoverage,
  indexCoverage,
  type AddressRow,
  type CoverageCountRow,
  type CoverageTables,
} from './coverage.table.js';

const codec = codecOf(coverageEventForm);

/** Events → which group covers which address, and how many have none. */
export function coverageProjection(): Projection<CoverageTables> {
  return {
    name: 'coverage',
    version: 1,
    filter: { streamPrefixes: ['coverage-'], types: coverageEventForm.types },
    migrations: { '0001-coverage': { up: createCoverage } },
    indexes: indexCoverage,
    apply,
  };
}

async function apply(stored: readonly StoredEvent[], db: Kysely<CoverageTables>): Promise<void> {
  const events = stored.map((event) => codec.decode(event));
  const rows = events.flatMap(addressRowsOf);
  // The last word on an address counts; the codes of two committees never meet.
  const addresses = new Map(rows.map((row) => [row.code, row]));
  await upsertRows(db, 'address', ['committee', 'code'], [...addresses.values()]);
  await upsertRows(db, 'coverage_count', 'committee', await countsAfter(events, db));
}

function addressRowsOf({ type, data }: CoverageEvent): readonly AddressRow[] {
  const row = (code: string, group_id: string | null) => ({ committee: data.committee, code, group_id });
  if (type === 'AddressesRegistered') return data.codes.map((code) => row(code, null));
  return [
    ...data.removed.map((code) => row(code, null)),
    ...data.added.map((code) => row(code, data.groupId)),
  ];
}

/** An event names an address as added only when no group has it, and as removed only when its group has it. */
async function countsAfter(
  events: readonly CoverageEvent[],
  db: Kysely<CoverageTables>,
): Promise<readonly CoverageCountRow[]> {
  const committees = [...new Set(events.map(({ data }) => data.committee))];
  const before = await db
    .selectFrom('coverage_count')
    .selectAll()
    .where('committee', 'in', committees)
    .execute();
  const counts = new Map(before.map((row) => [row.committee, row]));
  for (const { type, data } of events) {
    const { committee } = data;
    const { registered, covered } = counts.get(committee) ?? { registered: 0, covered: 0 };
    counts.set(
      committee,
      type === 'AddressesRegistered'
        ? { committee, registered: registered + data.codes.length, covered }
        : { committee, registered, covered: covered + data.added.length - data.removed.length },
    );
  }
  return [...counts.values()];
}
