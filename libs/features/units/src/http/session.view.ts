import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualView } from '#http';
import { ROLES, type Role } from '#kernel';
import { POWERS } from '../domain/powers.js';
import { PersonNameView } from './person.view.js';

export class MyPositionView {
  @ApiProperty()
  unit!: string;

  @ApiPropertyOptional({ type: BilingualView })
  unitName?: BilingualView;

  @ApiProperty({ enum: ROLES })
  role!: Role;

  @ApiPropertyOptional({ description: 'Person id of the one whose deputy I am.' })
  onBehalfOf?: string;

  @ApiProperty({ enum: Object.keys(POWERS), isArray: true, description: 'What I may do within the unit.' })
  may!: readonly string[];
}

/** Who is signed in, and as what. */
export class MeView {
  @ApiProperty()
  personId!: string;

  @ApiPropertyOptional()
  signIn?: string;

  @ApiPropertyOptional({ type: PersonNameView })
  name?: PersonNameView;

  @ApiProperty({ type: [MyPositionView] })
  positions!: readonly MyPositionView[];
}

export class SessionView {
  @ApiProperty({ description: 'For `Authorization: Bearer`; a browser has it as a cookie already.' })
  token!: string;

  @ApiProperty({ format: 'date-time', description: 'It ends earlier when it is not used.' })
  expiresAt!: string;

  @ApiProperty({ type: MeView })
  person!: MeView;
}
