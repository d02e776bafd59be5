import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { PageQuery } from '#http';
import { UNIT_ID } from './dated.dto.js';

export class CalendarMovesQuery extends PageQuery {
  /** `cn`, or the unit whose calendar it is. */
  @Matches(UNIT_ID)
  calendar!: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;

  /** Default: the unit of your first position. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;
}
