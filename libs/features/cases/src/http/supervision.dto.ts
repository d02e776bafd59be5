import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ACCOUNT, DatedRequest, PARAGRAPH } from './dated.dto.js';

export class RaiseSupervisionRequest extends DatedRequest {
  /** Default: one above the last. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  level?: number;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  grounds!: string;
}

export class RectificationRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  account!: string;
}

export class AppealRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  grounds!: string;
}

export class DecideAppealRequest extends DatedRequest {
  @IsBoolean()
  upheld!: boolean;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text!: string;
}

export class ClearSupervisionRequest extends DatedRequest {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text?: string;
}

export class SupervisionCommentRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text!: string;
}
