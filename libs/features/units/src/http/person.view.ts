import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROLES, type Role } from '#kernel';
import type { KnownPerson } from '../projections/people/people.queries.js';
import type { PersonPositionRow } from '../projections/people/people.table.js';
import { EVER } from '../projections/unit-list/unit-list.table.js';

export class PersonNameView {
  @ApiPropertyOptional()
  en?: string;

  @ApiPropertyOptional()
  zh?: string;
}

export class HeldPositionView {
  @ApiProperty()
  unit!: string;

  @ApiProperty({ enum: ROLES })
  role!: Role;

  @ApiPropertyOptional({ description: 'Person id of the one whose deputy this person is in the position.' })
  onBehalfOf?: string;

  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  until?: string;
}

export class PersonView {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  unit!: string;

  @ApiPropertyOptional({ type: PersonNameView, description: 'Absent when the person was erased.' })
  name?: PersonNameView;

  @ApiPropertyOptional({ description: 'For administrators.' })
  signIn?: string;

  @ApiProperty({ type: [HeldPositionView], description: 'In force or yet to come.' })
  positions!: readonly HeldPositionView[];
}

export class PeoplePageView {
  @ApiProperty({ type: [PersonView] })
  people!: readonly PersonView[];

  @ApiPropertyOptional({ description: 'There may be more: ask again with this as `after`.' })
  next?: string;
}

export class PersonAnswer {
  @ApiProperty()
  personId!: string;

  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;
}

export function personViewOf(
  { personId, unit, identity, positions }: KnownPerson,
  withSignIn: boolean,
): PersonView {
  return {
    id: personId,
    unit,
    ...(identity && { name: identity.name }),
    ...(identity && withSignIn && { signIn: identity.signIn }),
    positions: positions.map(heldPositionViewOf),
  };
}

function heldPositionViewOf(row: PersonPositionRow): HeldPositionView {
  return {
    unit: row.unit,
    role: row.role,
    ...(row.on_behalf_of === '' ? {} : { onBehalfOf: row.on_behalf_of }),
    from: new Date(row.valid_from).toISOString(),
    ...(row.valid_until === EVER ? {} : { until: new Date(row.valid_until).toISOString() }),
  };
}
