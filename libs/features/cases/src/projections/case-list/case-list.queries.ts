import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { ReadStore } from '#read-store';
import type { Stage } from '../../domain/case.state.js';
import type { CaseBrief } from '../case-card/case-brief.js';
import { scopeWord, TEXT_ROWS, textRowsFrom } from '../search/search.table.js';
import { phrasesOf } from '../search/words.js';

export interface CaseListFilter {
  /** The unit whose cases, and those of the units below it, are listed. */
  readonly scope: string;
  readonly stages: readonly Stage[];
  readonly serviceType?: string;
  readonly level?: string;
  /** Milliseconds since 1970, by the time of report; `from` inclusive, `until` exclusive. */
  readonly from?: number;
  readonly until?: number;
  readonly text?: string;
  readonly order: 'oldest' | 'newest';
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: CaseListKey;
}

export interface CaseListKey {
  readonly reportedAt: number;
  readonly seq: number;
}

interface BriefRow {
  readonly brief: string;
}

/** Lists by keyset: the thousandth page costs what the first does, and a county's what a group's does. */
@Injectable()
export class CaseListQueries {
  constructor(private readonly views: ReadStore) {}

  async list(filter: CaseListFilter): Promise<readonly CaseBrief[]> {
    if (filter.stages.length === 0) return [];
    const query = filter.text === undefined ? byStage(filter) : byText(filter, filter.text);
    if (query === undefined) return [];
    const { rows } = await query.execute(this.views.db());
    return rows.map(({ brief }) => JSON.parse(brief) as CaseBrief);
  }
}

/** Each stage is one short walk along the key; the walks are merged and cut, and only then are the cases read. */
function byStage(filter: CaseListFilter): RawBuilder<BriefRow> {
  const { order, limit } = filter;
  const direction = sql.raw(order === 'oldest' ? 'asc' : 'desc');
  const walks = [...new Set(filter.stages)].map((stage) => sql`select * from (${walk(filter, stage)})`);
  return sql<BriefRow>`
    select b.brief from (
      select reported_at, seq from (${sql.join(walks, sql` union all `)})
      order by reported_at ${direction}, seq ${direction} limit ${limit}
    ) found join case_brief b on b.seq = found.seq
    order by found.reported_at ${direction}, found.seq ${direction}`;
}

function walk(filter: CaseListFilter, stage: Stage): RawBuilder<unknown> {
  const { scope, serviceType, level, from, until, order, limit, after } = filter;
  const [direction, beyond] =
    order === 'oldest' ? [sql.raw('asc'), sql.raw('>')] : [sql.raw('desc'), sql.raw('<')];
  const conditions = [
    sql`scope = ${scope} and stage = ${stage}`,
    after && sql`(reported_at, seq) ${beyond} (${after.reportedAt}, ${after.seq})`,
    from !== undefined && sql`reported_at >= ${from}`,
    until !== undefined && sql`reported_at < ${until}`,
    serviceType !== undefined && sql`service_type = ${serviceType}`,
    level !== undefined && sql`level = ${level}`,
  ];
  return sql`select reported_at, seq from case_scope where ${allOf(conditions)}
    order by reported_at ${direction}, seq ${direction} limit ${limit}`;
}

/** Through the words first: the index knows the scope as a word too, and walks by number. */
function byText(filter: CaseListFilter, text: string): RawBuilder<BriefRow> | undefined {
  const phrases = phrasesOf(text);
  if (phrases === undefined) return undefined;
  const { scope, serviceType, level, from, until, order, limit, after, stages } = filter;
  const direction = sql.raw(order === 'oldest' ? 'asc' : 'desc');
  const conditions = [
    sql`case_text match ${`scopes:${scopeWord(scope)} AND words:(${phrases})`}`,
    sql`b.brief ->> '$.stage' in (select value from json_each(${JSON.stringify(stages)}))`,
    after &&
      (order === 'oldest'
        ? sql`t.rowid >= ${textRowsFrom(after.seq + 1)}`
        : sql`t.rowid < ${textRowsFrom(after.seq)}`),
    from !== undefined && sql`b.brief ->> '$.reportedAt' >= ${new Date(from).toISOString()}`,
    until !== undefined && sql`b.brief ->> '$.reportedAt' < ${new Date(until).toISOString()}`,
    serviceType !== undefined && sql`b.brief ->> '$.serviceType' = ${serviceType}`,
    level !== undefined && sql`b.brief ->> '$.level' = ${level}`,
  ];
  return sql<BriefRow>`select b.brief from case_text t join case_brief b on b.seq = t.rowid / ${sql.lit(TEXT_ROWS)}
    where ${allOf(conditions)} order by t.rowid ${direction} limit ${limit}`;
}

function allOf(conditions: readonly (RawBuilder<unknown> | false | undefined)[]): RawBuilder<unknown> {
  return sql.join(
    conditions.filter((condition) => condition !== false && condition !== undefined),
    sql` and `,
  );
}
