import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ReadStore } from '#read-store';
import { scopeBelow } from '../unit-list/unit-list.queries.js';
import type { UnitListTables } from '../unit-list/unit-list.table.js';
import type { AddressRow, CoverageCountRow, CoverageTables } from './coverage.table.js';

export interface Page {
  /** The last code of the page before; empty for the first page. */
  readonly after: string;
  readonly limit: number;
}

@Injectable()
export class CoverageQueries {
  constructor(private readonly views: ReadStore) {}

  /** Per committee at or below this unit, by committee id. */
  async counts(unit: string, at: number): Promise<readonly CoverageCountRow[]> {
    const { rows } = await sql<CoverageCountRow>`
      with recursive ${scopeBelow([unit], at)}
      select count.* from coverage_count count join scope on scope.unit_id = count.committee order by count.committee`.execute(
      this.views.db<CoverageTables & UnitListTables>(),
    );
    return rows;
  }

  /** Addresses without a group, by committee and code: each committee is one short walk along the index. */
  async uncovered(counts: readonly CoverageCountRow[], { after, limit }: Page): Promise<readonly string[]> {
    const reached = after.slice(0, after.lastIndexOf('-'));
    const gaps = counts.filter(
      ({ committee, registered, covered }) => registered > covered && committee >= reached,
    );
    const codes: string[] = [];
    for (const { committee } of gaps) {
      if (codes.length >= limit) break;
      const from = committee === reached ? after : '';
      codes.push(...(await this.uncoveredIn(committee, { after: from, limit: limit - codes.length })));
    }
    return codes;
  }

  async ofGroup(groupId: string, { after, limit }: Page): Promise<readonly string[]> {
    return this.codes(
      this.views
        .db<CoverageTables>()
        .selectFrom('address')
        .select('code')
        .where('group_id', '=', groupId)
        .where('code', '>', after)
        .orderBy('code')
        .limit(limit)
        .execute(),
    );
  }

  private uncoveredIn(committee: string, { after, limit }: Page): Promise<readonly string[]> {
    return this.codes(
      this.views
        .db<CoverageTables>()
        .selectFrom('address')
        .select('code')
        .where('committee', '=', committee)
        .where('group_id', 'is', null)
        .where('code', '>', after)
        .orderBy('code')
        .limit(limit)
        .execute(),
    );
  }

  private async codes(rows: Promise<readonly Pick<AddressRow, 'code'>[]>): Promise<readonly string[]> {
    return (await rows).map(({ code }) => code);
  }
}
