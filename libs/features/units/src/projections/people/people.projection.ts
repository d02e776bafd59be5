import { sql, type Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { unreachable } from '#kernel';
import { upsertRows, type Projection } from '#read-store';
import type { PersonEvent } from '../../domain/person.events.js';
import { personEventForm } from '../../domain/unit.codec.js';
import { codecOf } from '../../streams.js';
import { EVER } from '../unit-list/unit-list.table.js';
import { createPeople, indexPeople, POSITION_KEY, type PeopleTables } from './people.table.js';

const codec = codecOf(personEventForm);
const NAME_PREFIX = 'person-';

/** Events → who holds which position when; the identity stays sealed. */
export function peopleProjection(): Projection<PeopleTables> {
  return {
    name: 'people',
    version: 1,
    filter: { streamPrefixes: [NAME_PREFIX], types: personEventForm.types },
    migrations: { '0001-people': { up: createPeople } },
    indexes: indexPeople,
    async apply(events, db) {
      for (const event of events) await write(idOf(event), codec.decode(event), db);
    },
  };
}

function idOf({ stream }: StoredEvent): string {
  return stream.slice(NAME_PREFIX.length);
}

async function write(
  person_id: string,
  { type, data }: PersonEvent,
  db: Kysely<PeopleTables>,
): Promise<void> {
  switch (type) {
    case 'PersonRegistered':
      await upsertRows(db, 'person', 'person_id', [
        { person_id, unit: data.unit, identity: JSON.stringify(data.identity) },
      ]);
      return;
    case 'PositionGiven':
    case 'MandateGiven':
      await upsertRows(db, 'person_position', POSITION_KEY, [
        {
          person_id,
          unit: data.unit,
          role: data.role,
          on_behalf_of: 'onBehalfOf' in data ? data.onBehalfOf : '',
          valid_from: Date.parse(data.from),
          valid_until: data.until === undefined ? EVER : Date.parse(data.until),
        },
      ]);
      return;
    case 'PositionEnded':
    case 'MandateEnded':
      await cut(person_id, data, db);
      return;
    case 'PasswordReplaced':
      return;
    default:
      unreachable(type);
  }
}

/** As the domain has it: what lasts beyond that moment is cut there, what had not begun never does. */
async function cut(
  person_id: string,
  data: Extract<PersonEvent, { type: 'PositionEnded' | 'MandateEnded' }>['data'],
  db: Kysely<PeopleTables>,
): Promise<void> {
  const until = Date.parse(data.until);
  await db
    .updateTable('person_position')
    .set({ valid_until: sql<number>`max(valid_from, ${until})` })
    .where('person_id', '=', person_id)
    .where('unit', '=', data.unit)
    .where('role', '=', data.role)
    .where('on_behalf_of', '=', 'onBehalfOf' in data ? data.onBehalfOf : '')
    .where('valid_until', '>', until)
    .execute();
}
