import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { AtLeastQuery, IsInstant } from '#http';

const CALENDAR_ID = /^[0-9A-Za-z_-]{1,64}$/;

export class CalendarParams {
  /** `cn`, or the unit's id. */
  @Matches(CALENDAR_ID)
  id!: string;
}

export class CalendarVersionQuery extends AtLeastQuery {
  /** Absent: the last one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version?: number;
}

const UNITS = ['elapsed-seconds', 'elapsed-hours', 'working-hours', 'working-days', 'same-day'] as const;

export class ReckoningQuery extends CalendarVersionQuery {
  @IsInstant()
  from!: string;

  @IsIn(UNITS)
  unit!: (typeof UNITS)[number];

  /** Not for `same-day`. */
  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(1_000_000_000)
  amount?: number;

  /** `next-day`: counts from the day after. */
  @IsOptional()
  @IsIn(['at-once', 'next-day'])
  rule?: 'at-once' | 'next-day';
}

class NotedRequest {
  /** Why; everybody who sees the calendar reads it. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  note?: string;
}

export class PublishCalendarRequest extends NotedRequest {
  /** As `GET` shows it: `zone`, `week`, `days`, `coverageUntil`. */
  @IsObject()
  calendar!: object;

  /** `above`: what is left out is as in the calendar above the unit, and the days are added to those there. */
  @IsOptional()
  @IsIn(['above'])
  base?: 'above';
}

export class RetireCalendarRequest extends NotedRequest {}
