import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { AtLeastQuery, PageQuery } from '#http';
import { MATTER_STATES, type MatterState } from '../projections/case-standing/case-standing.js';

export const UNIT_ID = /^[0-9A-Za-z_-]{1,64}$/;

export class BoardQuery extends PageQuery {
  /** Default: the unit of your first position. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;

  /** Default: all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @IsIn(MATTER_STATES, { each: true })
  state?: MatterState[];

  /** At least this level of supervision. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(9)
  level?: number;
}

export class UnitQuery extends AtLeastQuery {
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;
}
