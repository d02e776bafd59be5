import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AtLeastQuery, IsInstant } from '#http';
import { LEVELS, type Level } from '#kernel';
import { EXTERNAL_KINDS, type ExternalKind } from '../domain/unit.events.js';

export const UNIT_ID = /^[0-9A-Za-z_-]{1,64}$/;
/** In UTF-16 units. */
const LONGEST_NAME = 120;

export class UnitParams {
  @Matches(UNIT_ID)
  id!: string;
}

export class UnitNameRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_NAME)
  en!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_NAME)
  zh!: string;
}

/** A change holds from this moment on; without one, from now on. */
class EffectiveRequest {
  @IsOptional()
  @IsInstant()
  from?: string;
}

export class OpenUnitRequest extends EffectiveRequest {
  /** Absent: the official code, or a new id. */
  @IsOptional()
  @Matches(UNIT_ID)
  id?: string;

  @IsIn(LEVELS)
  level!: Level;

  @IsOptional()
  @Matches(UNIT_ID)
  parent?: string;

  @ValidateNested()
  @Type(() => UnitNameRequest)
  name!: UnitNameRequest;

  @IsOptional()
  @Matches(UNIT_ID)
  code?: string;

  @IsOptional()
  @IsIn(EXTERNAL_KINDS)
  externalKind?: ExternalKind;
}

export class MoveUnitRequest extends EffectiveRequest {
  @Matches(UNIT_ID)
  parent!: string;
}

export class RenameUnitRequest extends EffectiveRequest {
  @ValidateNested()
  @Type(() => UnitNameRequest)
  name!: UnitNameRequest;
}

export class CloseUnitRequest extends EffectiveRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason!: string;
}

export class UnitAtQuery extends AtLeastQuery {
  /** The tree as of this moment; absent: now. */
  @IsOptional()
  @IsInstant()
  at?: string;
}

export class UnitListQuery extends UnitAtQuery {
  /** Absent: from the counties down. */
  @IsOptional()
  @Matches(UNIT_ID)
  below?: string;

  /** How many levels down. Absent: 1, or all when a name or a level is looked for. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(6)
  depth?: number;

  @IsOptional()
  @IsIn(LEVELS)
  level?: Level;

  /** Part of the name, in either language. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_NAME)
  name?: string;

  @IsOptional()
  @IsBoolean()
  closedToo?: boolean;

  /** Last id of the page before. */
  @IsOptional()
  @Matches(UNIT_ID)
  after?: string;

  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 200;
}
