import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { AtLeastQuery, IsInstant } from '#http';
import { ROLES, type Role } from '#kernel';
import { UNIT_ID } from './unit.dto.js';

const LONGEST_NAME = 80;
const LONGEST_SIGN_IN = 64;
const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 128;

export class PersonParams {
  @IsUUID()
  id!: string;
}

/** At least one of the two. */
export class PersonNameRequest {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_NAME)
  en?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_NAME)
  zh?: string;
}

export class RegisterPersonRequest {
  @IsString()
  @MinLength(2)
  @MaxLength(LONGEST_SIGN_IN)
  signIn!: string;

  @ValidateNested()
  @Type(() => PersonNameRequest)
  name!: PersonNameRequest;

  /** The unit whose administrators look after the person. */
  @Matches(UNIT_ID)
  unit!: string;

  /** The first password; without one the person cannot sign in yet. */
  @IsOptional()
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password?: string;
}

export class SetPasswordRequest {
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password!: string;
}

class PositionRequest {
  @Matches(UNIT_ID)
  unit!: string;

  @IsIn(ROLES)
  role!: Role;
}

export class GivePositionRequest extends PositionRequest {
  /** Absent: from now on. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Exclusive; absent: until further notice. */
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class EndPositionRequest extends PositionRequest {
  /** Absent: now. */
  @IsOptional()
  @IsInstant()
  until?: string;
}

export class GiveMandateRequest extends PositionRequest {
  /** Person id of the one who holds the position; absent: the one who asks. */
  @IsOptional()
  @IsUUID()
  onBehalfOf?: string;

  /** Absent: from now on. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Exclusive; at most 90 days after the beginning. */
  @IsInstant()
  until!: string;
}

export class EndMandateRequest extends EndPositionRequest {
  /** Absent: the one who asks. */
  @IsOptional()
  @IsUUID()
  onBehalfOf?: string;
}

export class PeopleQuery extends AtLeastQuery {
  /** Absent: all units in whose people the asker has a say. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;

  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(LONGEST_SIGN_IN)
  signIn?: string;

  /** Last person id of the page before. */
  @IsOptional()
  @IsUUID()
  after?: string;

  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}
