import {
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsInstant } from '#http';
import { ACCOUNT, DatedRequest, PARAGRAPH } from './dated.dto.js';

export class RequestExtensionRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  reason!: string;

  /** For a second extension; the first is preset. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  workingDays?: number;
}

export class DecisionRequest extends DatedRequest {
  @IsBoolean()
  granted!: boolean;

  /** A refusal needs its reason. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text?: string;
}

export class ShelveRequest extends DatedRequest {
  /** When it is looked at again. */
  @IsInstant()
  reviewOn!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  reason!: string;

  /** In plain words, for the resident. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  publicReason!: string;
}

export class AskResidentRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  question!: string;

  /** How long to wait, days of 24 hours; default: as long as the policy allows. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(366)
  days?: number;
}

export class ResidentAnswerRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  answer!: string;
}

export class CompleteStepRequest extends DatedRequest {
  @Matches(/^[a-z][a-z0-9-]{0,63}$/)
  step!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  account!: string;
}
