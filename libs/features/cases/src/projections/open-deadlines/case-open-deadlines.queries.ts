import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { OpenDeadlines, type AlarmQuery, type ArmedAlarm } from '#deadlines';
import { ReadStore } from '#read-store';
import type { CaseTables } from '../tables.js';

/** The alarms of all cases, read along their key: a page costs the same however many are armed. */
@Injectable()
export class CaseOpenDeadlines extends OpenDeadlines {
  constructor(private readonly views: ReadStore) {
    super();
  }

  async page({ from, until, limit, after }: AlarmQuery): Promise<readonly ArmedAlarm[]> {
    const rows = await this.views
      .db<CaseTables>()
      .selectFrom('armed_alarm')
      .select(['at', 'case_id', 'name', 'version'])
      .where('at', '<', until)
      .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
      .$if(after !== undefined, (query) => query.where(comesAfter(after)))
      .orderBy('at')
      .orderBy('case_id')
      .orderBy('name')
      .limit(limit)
      .execute();
    return rows.map(({ at, case_id, name, version }) => ({ subject: case_id, name, version, at }));
  }

  async next(): Promise<number | undefined> {
    const alarms = this.views.db<CaseTables>().selectFrom('armed_alarm');
    const row = await alarms.select('at').orderBy('at').limit(1).executeTakeFirst();
    return row?.at;
  }
}

function comesAfter(after: ArmedAlarm | undefined) {
  const { at = 0, subject = '', name = '' } = after ?? {};
  return sql<boolean>`(at, case_id, name) > (${at}, ${subject}, ${name})`;
}
