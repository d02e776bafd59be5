import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { OUTCOMES, type Outcome } from '../domain/case.events.js';
import { PARAGRAPH, ACCOUNT, DatedRequest } from './dated.dto.js';

export class VerifyRequest extends DatedRequest {
  @IsBoolean()
  ok!: boolean;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  findings?: string;
}

export class CallBackRequest extends DatedRequest {
  /** `own`, or the id of a duplicate merged into the case. */
  @IsOptional()
  @Matches(/^(own|[0-9a-f-]{36})$/)
  reporter?: string;

  @IsBoolean()
  reached!: boolean;

  @IsOptional()
  @IsBoolean()
  solved?: boolean;

  @IsOptional()
  @IsBoolean()
  satisfied?: boolean;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  comment?: string;

  /** Not solved, for a reason the handler can mend: it is handled again. */
  @IsOptional()
  @IsBoolean()
  rework?: boolean;
}

export class CloseCaseRequest extends DatedRequest {
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: Outcome;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  publicReply?: string;
}

export class ReasonRequest extends DatedRequest {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  reason?: string;
}

export class RequestReopenRequest extends DatedRequest {
  @IsIn(['not-solved', 'new-facts'])
  grounds!: 'not-solved' | 'new-facts';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  text?: string;
}
