import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { CalendarRef } from '#kernel';
import { ReadStore } from '#read-store';
import type { CaseBrief } from '../case-card/case-brief.js';

export interface CalendarMoveFilter {
  readonly calendar: CalendarRef;
  /** The unit whose limits, and those of the units below it, are listed. */
  readonly scope: string;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: CalendarMoveKey;
}

export interface CalendarMoveKey {
  readonly seq: number;
  readonly arm: number;
  readonly name: string;
}

/** One date that a version of a calendar has moved. */
export interface CalendarMove {
  readonly key: CalendarMoveKey;
  readonly unit: string;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly brief: CaseBrief;
}

interface FoundRow extends CalendarMoveKey {
  readonly unit: string;
  readonly moved_from: number;
  readonly moved_to: number;
  readonly brief: string;
}

/** What a version of a calendar has moved, in the order of reports, by keyset. */
@Injectable()
export class CalendarMoveQueries {
  constructor(private readonly views: ReadStore) {}

  async page({ calendar, scope, limit, after }: CalendarMoveFilter): Promise<readonly CalendarMove[]> {
    const { seq = 0, name = '', arm = 0 } = after ?? {};
    const { rows } = await sql<FoundRow>`
      select m.seq, m.name, m.arm, m.unit, m.moved_from, m.moved_to, b.brief
      from calendar_move m join case_brief b on b.seq = m.seq
      where m.calendar = ${calendar.id} and m.version = ${calendar.version} and m.scope = ${scope}
        and (m.seq, m.name, m.arm) > (${seq}, ${name}, ${arm})
      order by m.seq, m.name, m.arm limit ${limit}`.execute(this.views.db());
    return rows.map(moveOf);
  }

  /** Over all units. */
  async count({ id, version }: CalendarRef): Promise<number> {
    const { rows } = await sql<{ moves: number }>`
      select count(*) as moves from (
        select distinct seq, name, arm from calendar_move where calendar = ${id} and version = ${version}
      )`.execute(this.views.db());
    return rows[0]?.moves ?? 0;
  }
}

function moveOf({ seq, name, arm, unit, moved_from, moved_to, brief }: FoundRow): CalendarMove {
  return {
    key: { seq, arm, name },
    unit,
    from: new Date(moved_from).toISOString(),
    to: new Date(moved_to).toISOString(),
    brief: JSON.parse(brief) as CaseBrief,
  };
}
