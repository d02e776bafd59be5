import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsInstant } from '#http';
import { OUTCOMES, type Outcome } from '../domain/case.events.js';
import { REVEAL_PURPOSES, type RevealPurpose } from '../domain/identity.events.js';
import { PARAGRAPH, ACCOUNT, UNIT_ID, DatedRequest } from './dated.dto.js';

export class RecordFirstContactRequest extends DatedRequest {
  @IsIn(['reached', 'not-reached', 'on-site'])
  result!: 'reached' | 'not-reached' | 'on-site';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  note?: string;
}

export class AddHelperRequest extends DatedRequest {
  @Matches(UNIT_ID)
  unit!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  task!: string;

  @IsOptional()
  @IsInstant()
  due?: string;
}

export class CompleteHelpRequest extends DatedRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  result!: string;
}

export class AddNoteRequest extends DatedRequest {
  @IsIn(['internal', 'public'])
  visibility!: 'internal' | 'public';

  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  text!: string;
}

export class ReportHandledRequest extends DatedRequest {
  @IsIn(OUTCOMES)
  outcome!: Outcome;

  /** For the file: what was done. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  internalAccount!: string;

  /** For the reporter: a draft of the reply. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  publicReply!: string;
}

export class RevealIdentityRequest extends DatedRequest {
  @IsIn(REVEAL_PURPOSES)
  purpose!: RevealPurpose;
}

export class EraseRequest extends DatedRequest {
  @IsIn(['case', 'reporter'])
  subject!: 'case' | 'reporter';
}
