import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { ReadStore } from '#read-store';
import type { Stage } from '../../domain/case.state.js';
import type { CaseCard } from '../case-card/case-card.fold.js';
import { caseCardOf } from '../case-card/case-card.table.js';
import { scopeWord } from '../search/search.table.js';
import { phrasesOf } from '../search/words.js';
import type { CaseTables } from '../tables.js';

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

/** Lists by keyset: the thousandth page costs what the first does, and a county's what a group's does. */
@Injectable()
export class CaseListQueries {
  constructor(private readonly views: ReadStore) {}

  async list(filter: CaseListFilter): Promise<readonly CaseCard[]> {
    const db = this.views.db<CaseTables>();
    const keys =
      filter.text === undefined ? await this.byStage(db, filter) : await this.byText(db, filter, filter.text);
    if (keys.length === 0) return [];
    const rows = await db.selectFrom('case_card').select(['seq', 'card']).where('seq', 'in', keys).execute();
    const cards = new Map(rows.map((row) => [row.seq, caseCardOf(row)]));
    return keys.flatMap((seq) => cards.get(seq) ?? []);
  }

  /** Each stage is one short walk along the key; the walks are merged and cut. */
  private async byStage(db: Kysely<CaseTables>, filter: CaseListFilter): Promise<readonly number[]> {
    const walks = await Promise.all(filter.stages.map((stage) => this.walk(db, filter, stage)));
    const sign = filter.order === 'oldest' ? 1 : -1;
    const merged = walks.flat().sort((a, b) => sign * (a.reported_at - b.reported_at || a.seq - b.seq));
    return merged.slice(0, filter.limit).map(({ seq }) => seq);
  }

  private walk(db: Kysely<CaseTables>, filter: CaseListFilter, stage: Stage) {
    const { scope, serviceType, level, from, until, order, limit, after } = filter;
    const direction = order === 'oldest' ? 'asc' : 'desc';
    return db
      .selectFrom('case_scope')
      .select(['reported_at', 'seq'])
      .where('scope', '=', scope)
      .where('stage', '=', stage)
      .$if(serviceType !== undefined, (query) => query.where('service_type', '=', serviceType ?? ''))
      .$if(level !== undefined, (query) => query.where('level', '=', level ?? ''))
      .$if(from !== undefined, (query) => query.where('reported_at', '>=', from ?? 0))
      .$if(until !== undefined, (query) => query.where('reported_at', '<', until ?? 0))
      .$if(after !== undefined, (query) => query.where(beyond(after ?? { reportedAt: 0, seq: 0 }, order)))
      .orderBy('reported_at', direction)
      .orderBy('seq', direction)
      .limit(limit)
      .execute();
  }

  /** Through the words first: the index knows the scope as a word too, and walks by number. */
  private async byText(
    db: Kysely<CaseTables>,
    filter: CaseListFilter,
    text: string,
  ): Promise<readonly number[]> {
    const phrases = phrasesOf(text);
    if (phrases === undefined) return [];
    const { serviceType, level, from, until, order, limit, after, stages, scope } = filter;
    const direction = sql.raw(order === 'oldest' ? 'asc' : 'desc');
    const comparison = sql.raw(order === 'oldest' ? '>' : '<');
    const found = await sql<{ seq: number }>`
      select t.rowid as seq from case_text t join case_card c on c.seq = t.rowid
      where case_text match ${`scopes:${scopeWord(scope)} AND words:(${phrases})`}
        and c.card ->> '$.state.lifecycle.stage' in (select value from json_each(${JSON.stringify(stages)}))
        ${serviceType === undefined ? sql`` : sql`and c.card ->> '$.state.serviceType' = ${serviceType}`}
        ${
          level === undefined
            ? sql``
            : sql`and exists (select 1 from case_scope s where s.scope = ${scope}
          and s.stage = c.card ->> '$.state.lifecycle.stage'
          and s.reported_at = unixepoch(c.card ->> '$.reportedAt', 'subsec') * 1000 and s.seq = c.seq and s.level = ${level})`
        }
        ${from === undefined ? sql`` : sql`and c.card ->> '$.reportedAt' >= ${new Date(from).toISOString()}`}
        ${until === undefined ? sql`` : sql`and c.card ->> '$.reportedAt' < ${new Date(until).toISOString()}`}
        ${after === undefined ? sql`` : sql`and t.rowid ${comparison} ${after.seq}`}
      order by t.rowid ${direction} limit ${limit}`.execute(db);
    return found.rows.map(({ seq }) => seq);
  }
}

function beyond({ reportedAt, seq }: CaseListKey, order: CaseListFilter['order']) {
  return order === 'oldest'
    ? sql<boolean>`(reported_at, seq) > (${reportedAt}, ${seq})`
    : sql<boolean>`(reported_at, seq) < (${reportedAt}, ${seq})`;
}
