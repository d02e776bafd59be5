import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { ReadStore } from '#read-store';
import {
  mattersOf,
  type CaseStanding,
  type Matter,
  type MatterState,
} from '../case-standing/case-standing.js';
import { caseStandingOf } from '../case-standing/case-standing.table.js';
import type { SupervisionTables } from '../tables.js';

/** Where a page ended. */
export interface BoardKey {
  readonly since: number;
  readonly seq: number;
  /** Matters with this very time and case that were shown by then: one case can have several. */
  readonly shown: number;
}

export interface BoardFilter {
  /** The unit whose matters, and those of the units below it, are listed. */
  readonly scope: string;
  readonly states: readonly MatterState[];
  /** At least this level; matters that were not raised have none. */
  readonly level?: number;
  readonly limit: number;
  readonly after?: BoardKey;
}

export interface BoardLine {
  readonly standing: CaseStanding;
  readonly matter: Matter;
}

export interface BoardPage {
  readonly lines: readonly BoardLine[];
  /** Absent on the last page. */
  readonly next?: BoardKey;
}

export type StateCounts = Readonly<Partial<Record<MatterState, number>>>;

export interface UnitCounts {
  readonly unit: string;
  readonly counts: StateCounts;
}

interface Found {
  readonly state: MatterState;
  readonly since: number;
  readonly seq: number;
  readonly unit: string;
  readonly standing: string;
}

/** What stands against the handling of units, longest first; by keyset, a county's page costs what a group's does. */
@Injectable()
export class BoardQueries {
  constructor(private readonly views: ReadStore) {}

  async page(filter: BoardFilter): Promise<BoardPage> {
    const shown = filter.after?.shown ?? 0;
    const { rows } = await pageOf(filter, filter.limit + shown).execute(this.views.db());
    const page = rows.slice(shown, shown + filter.limit);
    const last = page.length === filter.limit ? page.at(-1) : undefined;
    const lines = page.flatMap(lineOf);
    return last ? { lines, next: keyOf(last, page, filter.after) } : { lines };
  }

  async counts(unit: string): Promise<StateCounts> {
    const rows = await this.counted().where('unit', '=', unit).execute();
    return countsOf(rows);
  }

  /** Of the units directly below that have any, by unit id. */
  async countsBelow(unit: string): Promise<readonly UnitCounts[]> {
    const rows = await this.counted().where('parent', '=', unit).orderBy('unit').execute();
    const byUnit = Map.groupBy(rows, (row) => row.unit);
    return [...byUnit].map(([id, some]) => ({ unit: id, counts: countsOf(some) }));
  }

  private counted() {
    return this.views
      .db<SupervisionTables>()
      .selectFrom('supervision_count')
      .select(['unit', 'state', 'count'])
      .where('count', '>', 0);
  }
}

/** Each state is one short walk along the key; the walks are merged and cut, and only then are the cases read. */
function pageOf(filter: BoardFilter, limit: number): RawBuilder<Found> {
  const walks = [...new Set(filter.states)].map(
    (state) => sql`select * from (${walk(filter, state, limit)})`,
  );
  const order = sql`since, seq, state, unit`;
  return sql<Found>`
    select found.*, c.standing from (
      select state, since, seq, unit from (${sql.join(walks, sql` union all `)}) order by ${order} limit ${limit}
    ) found join supervision_case c on c.seq = found.seq order by found.since, found.seq, found.state, found.unit`;
}

function walk({ scope, level, after }: BoardFilter, state: MatterState, limit: number): RawBuilder<unknown> {
  const further = after ? sql`and (since, seq) >= (${after.since}, ${after.seq})` : sql``;
  const graver = level === undefined ? sql`` : sql`and level >= ${level}`;
  return sql`select state, since, seq, unit from supervision_board
    where scope = ${scope} and state = ${state} ${further} ${graver}
    order by since, seq, unit limit ${limit}`;
}

function lineOf({ standing: json, state, unit }: Found): BoardLine[] {
  const standing = caseStandingOf({ standing: json });
  const matter = mattersOf(standing).find((each) => each.state === state && each.unit === unit);
  return matter ? [{ standing, matter }] : [];
}

function keyOf({ since, seq }: Found, page: readonly Found[], after: BoardKey | undefined): BoardKey {
  const here = page.filter((row) => row.since === since && row.seq === seq).length;
  const before = after?.since === since && after.seq === seq ? after.shown : 0;
  return { since, seq, shown: here + before };
}

function countsOf(rows: readonly { readonly state: string; readonly count: number }[]): StateCounts {
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
