import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ReadStore } from '#read-store';
import type { Position } from '#kernel';
import type { CaseBrief } from '../case-card/case-brief.js';
import type { CaseTables } from '../tables.js';
import type { InboxRow } from './inbox.table.js';

/** Where a page ended. */
export interface InboxKey {
  readonly since: number;
  readonly seq: number;
  /** Tasks with this very time and case that were shown by then: one case can wait at several desks at once. */
  readonly shown: number;
}

export interface InboxEntry {
  readonly row: InboxRow;
  readonly brief: CaseBrief;
}

export interface InboxPage {
  readonly entries: readonly InboxEntry[];
  /** Absent on the last page. */
  readonly next?: InboxKey;
}

type Desk = Pick<Position, 'unit' | 'role'>;

/** What waits for a role at a unit, longest first. */
@Injectable()
export class InboxQueries {
  constructor(private readonly views: ReadStore) {}

  async page(positions: readonly Position[], limit: number, after?: InboxKey): Promise<InboxPage> {
    const desks = new Map(positions.map(({ unit, role }) => [`${unit} ${role}`, { unit, role }]));
    const enough = limit + (after?.shown ?? 0);
    const lists = await Promise.all([...desks.values()].map((desk) => this.desk(desk, enough, after)));
    const waiting = lists
      .flat()
      .sort(byAge)
      .slice(after?.shown ?? 0);
    const entries = waiting.slice(0, limit);
    const last = entries.length === limit ? entries.at(-1) : undefined;
    return last ? { entries, next: keyOf(last, entries, after) } : { entries };
  }

  private async desk({ unit, role }: Desk, limit: number, after?: InboxKey): Promise<readonly InboxEntry[]> {
    const rows = await this.views
      .db<CaseTables>()
      .selectFrom('inbox')
      .innerJoin('case_brief', 'case_brief.seq', 'inbox.seq')
      .select(['unit', 'role', 'since', 'inbox.seq', 'task', 'brief'])
      .where('unit', '=', unit)
      .where('role', '=', role)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(since, inbox.seq) >= (${after?.since ?? 0}, ${after?.seq ?? 0})`),
      )
      .orderBy('since')
      .orderBy('inbox.seq')
      .orderBy('task')
      .limit(limit)
      .execute();
    return rows.map(({ brief, ...row }) => ({ row, brief: JSON.parse(brief) as CaseBrief }));
  }
}

/** One order over all desks, so that a page goes on exactly where the last one ended. */
function byAge({ row: one }: InboxEntry, { row: other }: InboxEntry): number {
  return one.since - other.since || one.seq - other.seq || (nameOf(one) < nameOf(other) ? -1 : 1);
}

function nameOf({ unit, role, task }: InboxRow): string {
  return `${unit} ${role} ${task}`;
}

function keyOf({ row }: InboxEntry, entries: readonly InboxEntry[], after: InboxKey | undefined): InboxKey {
  const { since, seq } = row;
  const here = entries.filter((each) => each.row.since === since && each.row.seq === seq).length;
  const before = after?.since === since && after.seq === seq ? after.shown : 0;
  return { since, seq, shown: here + before };
}
