import { IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { AtLeastQuery, IsInstant, PageQuery } from '#http';
import { PARTS, type Part } from '../domain/formula.js';
import { METRIC_IDS } from '../domain/report.js';

export class MetricsQuery extends AtLeastQuery {
  /** With all units below it; default: the unit of your first position. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z_-]{1,64}$/)
  unit?: string;

  /** Inclusive. */
  @IsInstant()
  from!: string;

  /** Exclusive. */
  @IsInstant()
  to!: string;

  /** What the log knew then; default: now. */
  @IsOptional()
  @IsInstant()
  asOf?: string;

  /** Fewer cases than this give no rate; default 10. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  minimum?: number;
}

export class CountedCasesQuery extends IntersectionType(MetricsQuery, PageQuery) {
  @IsIn(METRIC_IDS)
  metric!: string;

  /** Default: the numerator. */
  @IsOptional()
  @IsIn(PARTS)
  part?: Part;
}
