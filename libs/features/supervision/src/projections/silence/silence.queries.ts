import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ReadStore } from '#read-store';
import type { CaseStanding } from '../case-standing/case-standing.js';
import { caseStandingOf, type CaseStandingRow } from '../case-standing/case-standing.table.js';

export interface QuietKey {
  readonly quietSince: number;
  readonly seq: number;
}

export interface QuietCase extends QuietKey {
  readonly standing: CaseStanding;
}

@Injectable()
export class SilenceQueries {
  constructor(private readonly views: ReadStore) {}

  /** Open cases whose clock runs and of which nothing was heard since then or earlier; longest first, slice by slice. */
  async quiet(until: number, limit: number, after?: QuietKey): Promise<readonly QuietCase[]> {
    const further = after ? sql`and (quiet_since, seq) > (${after.quietSince}, ${after.seq})` : sql``;
    const { rows } = await sql<CaseStandingRow & { quiet_since: number }>`
      select * from supervision_case where quiet_since is not null and quiet_since <= ${until} ${further}
      order by quiet_since, seq limit ${limit}`.execute(this.views.db());
    return rows.map((row) => ({
      quietSince: row.quiet_since,
      seq: row.seq,
      standing: caseStandingOf(row),
    }));
  }
}
