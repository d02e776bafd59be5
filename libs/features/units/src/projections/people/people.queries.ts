import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Role, Sealed } from '#kernel';
import { Vault } from '#privacy';
import { ReadStore } from '#read-store';
import type { Identity } from '../../domain/person.events.js';
import { scopeBelow } from '../unit-list/unit-list.queries.js';
import type { UnitListTables } from '../unit-list/unit-list.table.js';
import type { PeopleTables, PersonPositionRow } from './people.table.js';

export interface KnownPerson {
  readonly personId: string;
  readonly unit: string;
  /** Absent when the person was erased. */
  readonly identity: Identity | undefined;
  /** In force or yet to come. */
  readonly positions: readonly PersonPositionRow[];
}

export interface PeopleFilter {
  /** Units at or below which people are looked for. */
  readonly scope: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly role?: Role;
  readonly personId?: string;
  /** Last person id of the page before. */
  readonly after: string;
  readonly limit: number;
}

/** People by where they hold positions, now or soon; those without any by where they were registered. */
@Injectable()
export class PeopleQueries {
  constructor(
    private readonly views: ReadStore,
    private readonly vault: Vault,
  ) {}

  async list({ scope, at, role, personId, after, limit }: PeopleFilter): Promise<readonly KnownPerson[]> {
    const only = personId === undefined ? sql`` : sql`and person_id = ${personId}`;
    const unplaced = sql`
      union
      select person_id from person where unit in (select unit_id from scope) and person_id > ${after} ${only}
        and not exists (select 1 from person_position p where p.person_id = person.person_id and p.valid_until > ${at})`;
    const { rows } = await sql<{ person_id: string }>`
      with recursive ${scopeBelow(scope, at)}
      select person_id from person_position
      where unit in (select unit_id from scope) and person_id > ${after} ${only} and valid_until > ${at}
        ${role === undefined ? sql`` : sql`and role = ${role}`}
      ${role === undefined ? unplaced : sql`group by person_id`}
      order by person_id limit ${limit}`.execute(this.views.db<PeopleTables & UnitListTables>());
    return this.withAll(
      rows.map(({ person_id }) => person_id),
      at,
    );
  }

  async find(personId: string, at: number): Promise<KnownPerson | undefined> {
    const [found] = await this.withAll([personId], at);
    return found;
  }

  private async withAll(ids: readonly string[], at: number): Promise<readonly KnownPerson[]> {
    if (ids.length === 0) return [];
    const db = this.views.db<PeopleTables>();
    const people = await db
      .selectFrom('person')
      .selectAll()
      .where('person_id', 'in', ids)
      .orderBy('person_id')
      .execute();
    const held = await db
      .selectFrom('person_position')
      .selectAll()
      .where('person_id', 'in', ids)
      .where('valid_until', '>', at)
      .orderBy('valid_from')
      .execute();
    const boxes = people.map(({ identity }) => JSON.parse(identity) as Sealed<Identity>);
    const identities: readonly (Identity | undefined)[] = await this.vault.openAll(boxes);
    const positions = Map.groupBy(held, (row) => row.person_id);
    return people.map(({ person_id, unit }, index) => ({
      personId: person_id,
      unit,
      identity: identities[index],
      positions: positions.get(person_id) ?? [],
    }));
  }
}
