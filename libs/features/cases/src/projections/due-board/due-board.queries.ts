import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { ReadStore } from '#read-store';
import type { BriefDeadline, CaseBrief } from '../case-card/case-brief.js';
import { ACTING_ROLES, type ActingRole } from './acting-role.js';

export interface DueFilter {
  /** The unit whose limits, and those of the units below it, are listed. */
  readonly scope: string;
  /** Default: everybody's. */
  readonly role?: ActingRole;
  /** A stage; `step` and `helper` stand for all of theirs. */
  readonly name?: string;
  readonly serviceType?: string;
  /** Due before this moment, milliseconds since 1970. */
  readonly until?: number;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: DueKey;
}

export interface DueKey {
  readonly due: number;
  readonly seq: number;
  readonly name: string;
}

export interface DueEntry {
  readonly key: DueKey;
  readonly role: ActingRole;
  readonly deadline: BriefDeadline;
  readonly brief: CaseBrief;
}

interface FoundRow extends DueKey {
  readonly role: ActingRole;
  readonly brief: string;
}

/** What is due next, by keyset: the thousandth page costs what the first does, and a county's what a group's does. */
@Injectable()
export class DueBoardQueries {
  constructor(private readonly views: ReadStore) {}

  async page(filter: DueFilter): Promise<readonly DueEntry[]> {
    const { rows } = await boardOf(filter).execute(this.views.db());
    return rows.map(entryOf);
  }
}

function entryOf({ role, brief: json, ...key }: FoundRow): DueEntry {
  const brief = JSON.parse(json) as CaseBrief;
  const deadline = brief.deadlines.find(({ name }) => name === key.name);
  if (!deadline) throw new Error(`${brief.number} has a row for ${key.name}, which does not run`);
  return { key, role, deadline, brief };
}

/** One walk along the key for each role, all in step: the order of the whole is theirs, and no row is read in vain. */
function boardOf(filter: DueFilter): RawBuilder<FoundRow> {
  const roles = filter.role === undefined ? ACTING_ROLES : [filter.role];
  const walks = roles.map((role) => walk(filter, role));
  return sql<FoundRow>`
    select found.*, b.brief from (
      ${sql.join(walks, sql` union all `)} order by due, seq, name limit ${filter.limit}
    ) found join case_brief b on b.seq = found.seq
    order by found.due, found.seq, found.name`;
}

function walk({ scope, name, serviceType, until, after }: DueFilter, role: ActingRole): RawBuilder<unknown> {
  const conditions = [
    sql`scope = ${scope} and role = ${role}`,
    after && sql`(due, seq, name) > (${after.due}, ${after.seq}, ${after.name})`,
    until !== undefined && sql`due < ${until}`,
    name !== undefined && isNamed(name),
    serviceType !== undefined && sql`service_type = ${serviceType}`,
  ].filter((condition) => condition !== undefined && condition !== false);
  return sql`select role, due, seq, name from due_board where ${sql.join(conditions, sql` and `)}`;
}

function isNamed(name: string): RawBuilder<boolean> {
  return name === 'step' || name === 'helper' ? sql`name glob ${`${name}-*`}` : sql`name = ${name}`;
}
