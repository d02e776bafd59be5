import { Injectable } from '@nestjs/common';
import type { LogPosition } from '#event-store';
import { ReadStore } from '#read-store';
import type { Audience, Desk } from '../../domain/powers.js';
import type { Notice } from '../../notices/notice.js';
import type { SupervisionTables } from '../tables.js';
import { noticeIn, type NoticeRow } from './notices.table.js';

/** A notice as it arrived at a desk. */
export interface ArrivedNotice {
  readonly notice: Notice;
  readonly position: LogPosition;
  readonly unit: string;
  readonly audience: Audience;
}

export type NoticeKey = Pick<ArrivedNotice, 'position' | 'unit' | 'audience'>;

export interface NoticePage {
  readonly notices: readonly ArrivedNotice[];
  /** Absent on the last page. */
  readonly next?: NoticeKey;
}

/** Notices to send out because of one event, and the units that they are in the reach of. */
export interface Outgoing {
  readonly notice: Notice;
  readonly scopes: readonly string[];
}

/** Unread notices are counted up to this many. */
const MOST_COUNTED = 100;

@Injectable()
export class NoticeQueries {
  constructor(private readonly views: ReadStore) {}

  /** What has arrived at these desks, newest first. */
  async page(desks: readonly Desk[], limit: number, after?: NoticeKey): Promise<NoticePage> {
    const lists = await Promise.all(desks.map((desk) => this.desk(desk, limit, after)));
    const notices = lists.flat().sort(byAge).slice(0, limit);
    const last = notices.length === limit ? notices.at(-1) : undefined;
    return { notices, ...(last && { next: last }) };
  }

  /** How many have arrived after this position. */
  async unread(desks: readonly Desk[], after: string): Promise<number> {
    const counts = await Promise.all(
      desks.map(({ unit, audience }) =>
        this.views
          .db<SupervisionTables>()
          .selectFrom('notice')
          .select('position')
          .where('unit', '=', unit)
          .where('audience', '=', audience)
          .where('position', '>', after as LogPosition)
          .limit(MOST_COUNTED)
          .execute(),
      ),
    );
    return Math.min(MOST_COUNTED, counts.flat().length);
  }

  /** The notice that the event at this position has caused. */
  async at(position: LogPosition): Promise<Outgoing | undefined> {
    const rows = await this.views
      .db<SupervisionTables>()
      .selectFrom('notice')
      .select(['notice', 'scopes'])
      .where('position', '=', position)
      .execute();
    const [first] = rows;
    if (!first) return undefined;
    const scopes = rows.flatMap((row) => JSON.parse(row.scopes) as string[]);
    return { notice: noticeIn(first), scopes: [...new Set(scopes)] };
  }

  private async desk({ unit, audience }: Desk, limit: number, after?: NoticeKey): Promise<ArrivedNotice[]> {
    const rows = await this.views
      .db<SupervisionTables>()
      .selectFrom('notice')
      .selectAll()
      .where('unit', '=', unit)
      .where('audience', '=', audience)
      .$if(after !== undefined, (query) => {
        const here = after && nameOf({ unit, audience }) > nameOf(after);
        return query.where('position', here ? '<=' : '<', after?.position ?? ('' as LogPosition));
      })
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
    return rows.map(arrived);
  }
}

function arrived(row: NoticeRow): ArrivedNotice {
  return { notice: noticeIn(row), position: row.position, unit: row.unit, audience: row.audience };
}

/** One order over all desks, so that a page goes on exactly where the last one ended. */
function byAge(one: ArrivedNotice, other: ArrivedNotice): number {
  if (one.position !== other.position) return one.position < other.position ? 1 : -1;
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf({ unit, audience }: Desk): string {
  return `${unit} ${audience}`;
}
