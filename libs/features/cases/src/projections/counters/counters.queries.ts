import { Injectable } from '@nestjs/common';
import { ReadStore } from '#read-store';
import type { CaseTables } from '../tables.js';

@Injectable()
export class CounterQueries {
  constructor(private readonly views: ReadStore) {}

  /** Counts of the unit and those below it, by measure; a measure that never occurred is absent. */
  async of(unit: string): Promise<Readonly<Record<string, number>>> {
    const rows = await this.views
      .db<CaseTables>()
      .selectFrom('unit_count')
      .select(['measure', 'count'])
      .where('unit', '=', unit)
      .where('count', '>', 0)
      .orderBy('measure')
      .execute();
    return Object.fromEntries(rows.map(({ measure, count }) => [measure, count]));
  }
}
