import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { RETURN_GROUNDS, type ReturnGround } from '../domain/case.events.js';
import { PARAGRAPH, UNIT_ID, DatedRequest } from './dated.dto.js';

export class OfferCustodyRequest extends DatedRequest {
  @Matches(UNIT_ID)
  to!: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  reason?: string;
}

export class RequestReturnRequest extends DatedRequest {
  @IsIn(RETURN_GROUNDS)
  ground!: ReturnGround;

  @IsOptional()
  @Matches(UNIT_ID)
  suggestedUnit?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text?: string;
}

export class DecideReturnRequest extends DatedRequest {
  @IsBoolean()
  granted!: boolean;

  @IsOptional()
  @Matches(UNIT_ID)
  next?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text?: string;
}

export class EscalateRequest extends DatedRequest {
  /** In one sentence: what it is and what was tried. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  digest!: string;

  /** What is asked of the level above. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  ask!: string;

  @IsOptional()
  @IsBoolean()
  urgent?: boolean;

  @IsOptional()
  @Matches(UNIT_ID)
  to?: string;
}

export class AnswerEscalationRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  answer!: string;
}

export class SendDownRequest extends DatedRequest {
  @Matches(UNIT_ID)
  to!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  instruction!: string;
}
