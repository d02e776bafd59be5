import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { AtLeastQuery, IsInstant, PageQuery } from '#http';
import { LEVELS, type Level } from '#kernel';
import { FINAL_STAGES, OPEN_STAGES, type Stage } from '../domain/case.state.js';
import { LINE, SERVICE_CODE, UNIT_ID } from './dated.dto.js';

const STAGES = [...OPEN_STAGES, ...FINAL_STAGES];

export class CaseListQuery extends PageQuery {
  /** Default: the unit of your first position. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;

  /** Default: all open stages. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(9)
  @IsIn(STAGES, { each: true })
  stage?: Stage[];

  @IsOptional()
  @Matches(SERVICE_CODE)
  serviceType?: string;

  @IsOptional()
  @IsIn(LEVELS)
  level?: Level;

  /** By the time of report, inclusive. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Exclusive. */
  @IsOptional()
  @IsInstant()
  until?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LINE)
  text?: string;

  @IsOptional()
  @IsIn(['oldest', 'newest'])
  order?: 'oldest' | 'newest';
}

export class CaseQueryParams {
  /** Case id or number. */
  @Matches(/^[0-9a-fA-F-]{8,36}$/)
  id!: string;
}

export class CountersQuery extends AtLeastQuery {
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;
}

export class ReceiptParams {
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  receiptCode!: string;
}
