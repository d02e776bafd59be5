import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { ReadStore } from '#read-store';
import { OPEN_STAGES } from '../../domain/case.state.js';
import {
  RunningCases,
  type RunningCase,
  type RunningCaseFilter,
  type RunningCasePage,
} from '../../domain/running-cases.js';
import { scopesOf, type CaseCard } from '../case-card/case-card-fold.js';
import { caseCardOf } from '../case-card/case-card.table.js';

/** Along the order of reports; a page costs the same however many cases run. */
@Injectable()
export class RunningCaseQueries extends RunningCases {
  constructor(private readonly views: ReadStore) {
    super();
  }

  async page({
    after,
    limit,
    ...filter
  }: RunningCaseFilter & { after: number; limit: number }): Promise<RunningCasePage> {
    const { unit } = filter;
    const { rows } = await sql<{ seq: number; card: string }>`
      select r.seq, c.card from running_case r join case_card c on c.seq = r.seq
      where r.seq > ${after} and ${meant(filter)} order by r.seq limit ${limit}`.execute(this.views.db());
    const cards = rows.map(caseCardOf);
    const cases = cards
      .filter((card) => unit === undefined || scopesOf(card).includes(unit))
      .map(runningCase);
    return { cases, next: rows.length < limit ? undefined : rows.at(-1)?.seq };
  }

  async count(filter: RunningCaseFilter): Promise<number> {
    const { unit } = filter;
    const seen = sql`join case_scope s on s.seq = r.seq and s.scope = ${unit} and s.stage in (${stages})`;
    const { rows } = await sql<{ cases: number }>`
      select count(*) as cases from running_case r ${unit === undefined ? sql`` : seen}
      where ${meant(filter)}`.execute(this.views.db());
    return rows[0]?.cases ?? 0;
  }
}

const stages = sql.join(OPEN_STAGES.map((stage) => sql.val(stage)));

function meant({ notUnder, serviceTypes }: RunningCaseFilter): RawBuilder<unknown> {
  const conditions = [
    sql`true`,
    ...(notUnder === undefined ? [] : [sql`r.rules <> ${notUnder}`]),
    ...(serviceTypes === undefined
      ? []
      : [sql`r.service_type in (select value from json_each(${JSON.stringify(serviceTypes)}))`]),
  ];
  return sql.join(conditions, sql` and `);
}

function runningCase({ seq, caseId, number, state }: CaseCard): RunningCase {
  return { seq, caseId, number, state };
}
