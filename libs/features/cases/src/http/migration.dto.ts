import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { SERVICE_CODE, UNIT_ID } from './dated.dto.js';

export class MigrationRequest {
  /** A version of the catalogue. Absent: the one in force. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  to?: number;

  /** Only cases of these. Absent: of all. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @Matches(SERVICE_CODE, { each: true })
  serviceTypes?: string[];

  /** Only cases that this unit sees. Absent: all. */
  @IsOptional()
  @Matches(UNIT_ID)
  unit?: string;
}

export class MigrationParams {
  @IsUUID()
  id!: string;
}
