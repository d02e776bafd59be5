import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ReadStore } from '#read-store';
import type { Level } from '#kernel';
import type { UnitListTables, UnitVersionRow } from './unit-list.table.js';

/** A unit at one moment, with the ids from the root down to itself. */
export interface PlacedUnit extends UnitVersionRow {
  readonly path: readonly string[];
}

export interface UnitFilter {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent: the whole tree. */
  readonly below?: string;
  /** How many levels down; 1: the children only. */
  readonly depth: number;
  readonly level?: Level;
  /** Part of the name in either language. */
  readonly name?: string;
  readonly closedToo: boolean;
  /** Last unit id of the page before. */
  readonly after: string;
  readonly limit: number;
}

const validAt = (version: string, at: number) =>
  sql`${sql.ref(`${version}.valid_from`)} <= ${at} and ${sql.ref(`${version}.valid_until`)} > ${at}`;

/** The tree as of a moment. */
@Injectable()
export class UnitListQueries {
  constructor(private readonly views: ReadStore) {}

  async find(unitId: string, at: number): Promise<PlacedUnit | undefined> {
    const row = await this.views
      .db<UnitListTables>()
      .selectFrom('unit_version')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('valid_from', '<=', at)
      .where('valid_until', '>', at)
      .executeTakeFirst();
    return row && { ...row, path: await this.pathOf(unitId, at) };
  }

  /** By unit id. */
  async list({
    at,
    below,
    depth,
    level,
    name,
    closedToo,
    after,
    limit,
  }: UnitFilter): Promise<readonly PlacedUnit[]> {
    const start = below === undefined ? sql`v.parent is null` : sql`v.parent = ${below}`;
    const { rows } = await sql<UnitVersionRow & { steps: string }>`
      with recursive below(unit_id, depth, steps) as (
        select v.unit_id, 1, v.unit_id from unit_version v where ${start} and ${validAt('v', at)}
        union all
        select v.unit_id, below.depth + 1, below.steps || '/' || v.unit_id
        from below join unit_version v on v.parent = below.unit_id
        where ${validAt('v', at)} and below.depth < ${depth}
      )
      select v.*, below.steps from below join unit_version v on v.unit_id = below.unit_id
      where ${validAt('v', at)} and v.unit_id > ${after}
        ${closedToo ? sql`` : sql`and v.open = 1`}
        ${level === undefined ? sql`` : sql`and v.level = ${level}`}
        ${name === undefined ? sql`` : sql`and (instr(lower(v.name_en), lower(${name})) or instr(v.name_zh, ${name}))`}
      order by v.unit_id limit ${limit}`.execute(this.views.db<UnitListTables>());
    const above = below === undefined ? [] : await this.pathOf(below, at);
    return rows.map(({ steps, ...row }) => ({ ...row, path: [...above, ...steps.split('/')] }));
  }

  /** All versions of a unit, the oldest first. */
  versions(unitId: string): Promise<readonly UnitVersionRow[]> {
    return this.views
      .db<UnitListTables>()
      .selectFrom('unit_version')
      .selectAll()
      .where('unit_id', '=', unitId)
      .orderBy('valid_from')
      .execute();
  }

  private async pathOf(unitId: string, at: number): Promise<readonly string[]> {
    const { rows } = await sql<{ unit_id: string }>`
      with recursive above(unit_id, parent, height) as (
        select v.unit_id, v.parent, 0 from unit_version v where v.unit_id = ${unitId} and ${validAt('v', at)}
        union all
        select v.unit_id, v.parent, above.height + 1 from above join unit_version v on v.unit_id = above.parent
        where ${validAt('v', at)}
      )
      select unit_id from above order by height desc`.execute(this.views.db<UnitListTables>());
    return rows.map((row) => row.unit_id);
  }
}

/** The units at or below these, at one moment: `scope(unit_id)` of a `with recursive`. */
export function scopeBelow(units: readonly string[], at: number) {
  return sql`scope(unit_id) as (
    select value from json_each(${JSON.stringify(units)})
    union
    select v.unit_id from scope join unit_version v on v.parent = scope.unit_id where ${validAt('v', at)}
  )`;
}
