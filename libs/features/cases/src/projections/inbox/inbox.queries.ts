import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ReadStore } from '#read-store';
import type { Position } from '#kernel';
import type { CaseBrief } from '../case-card/case-brief.js';
import type { CaseTables } from '../tables.js';
import type { InboxRow } from './inbox.table.js';

export interface InboxKey {
  readonly since: number;
  readonly seq: number;
}

export interface InboxEntry {
  readonly row: InboxRow;
  readonly brief: CaseBrief;
}

/** What waits for a role at a unit, longest first. */
@Injectable()
export class InboxQueries {
  constructor(private readonly views: ReadStore) {}

  async entries(
    positions: readonly Position[],
    limit: number,
    after?: InboxKey,
  ): Promise<readonly InboxEntry[]> {
    const desks = new Map(positions.map(({ unit, role }) => [`${unit} ${role}`, { unit, role }]));
    const lists = await Promise.all([...desks.values()].map((desk) => this.desk(desk, limit, after)));
    const merged = lists.flat().sort((a, b) => a.row.since - b.row.since || a.row.seq - b.row.seq);
    return merged.slice(0, limit);
  }

  private async desk(
    { unit, role }: Pick<Position, 'unit' | 'role'>,
    limit: number,
    after: InboxKey | undefined,
  ): Promise<readonly InboxEntry[]> {
    const rows = await this.views
      .db<CaseTables>()
      .selectFrom('inbox')
      .innerJoin('case_card', 'case_card.seq', 'inbox.seq')
      .select(['unit', 'role', 'since', 'inbox.seq', 'task', 'brief'])
      .where('unit', '=', unit)
      .where('role', '=', role)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(since, inbox.seq) > (${after?.since ?? 0}, ${after?.seq ?? 0})`),
      )
      .orderBy('since')
      .orderBy('inbox.seq')
      .limit(limit)
      .execute();
    return rows.map(({ brief, ...row }) => ({ row, brief: JSON.parse(brief) as CaseBrief }));
  }
}
