import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsLatitude,
  IsLongitude,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  CHANNELS,
  REJECT_REASONS,
  URGENCIES,
  type Channel,
  type RejectReason,
  type Urgency,
} from '../domain/case.events.js';
import { LINE, PARAGRAPH, ACCOUNT, UNIT_ID, SERVICE_CODE, DatedRequest } from './dated.dto.js';

export class PlaceRequest {
  @IsOptional()
  @IsString()
  @MaxLength(LINE)
  text?: string;

  @IsOptional()
  @Matches(UNIT_ID)
  addressCode?: string;

  /** Degrees, WGS 84. */
  @IsOptional()
  @IsNumber()
  @IsLatitude()
  latitude?: number;

  @IsOptional()
  @IsNumber()
  @IsLongitude()
  longitude?: number;
}

export class NarrativeRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  summary!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => PlaceRequest)
  place?: PlaceRequest;
}

export class ContactRequest {
  @IsOptional()
  @IsString()
  @MaxLength(LINE)
  name?: string;

  @IsOptional()
  @Matches(/^[0-9+()\- ]{3,32}$/)
  phone?: string;

  @IsOptional()
  @IsString()
  @MaxLength(LINE)
  address?: string;
}

/** Three things are asked for: what it is about, in whose area, and what was said. */
export class ReportCaseRequest extends DatedRequest {
  @Matches(SERVICE_CODE)
  serviceType!: string;

  @Matches(UNIT_ID)
  unit!: string;

  @ValidateNested()
  @Type(() => NarrativeRequest)
  narrative!: NarrativeRequest;

  @IsOptional()
  @ValidateNested()
  @Type(() => ContactRequest)
  contact?: ContactRequest;

  @IsOptional()
  @IsIn(CHANNELS.filter((channel) => channel !== 'import' && channel !== 'split'))
  channel?: Channel;

  @IsOptional()
  @IsIn(URGENCIES)
  urgency?: Urgency;

  @IsOptional()
  @IsBoolean()
  identityProtected?: boolean;

  /** Answers to the further questions of the service type, by their codes; a choice in either language. */
  @IsOptional()
  @IsObject()
  fields?: Record<string, string | number | boolean>;
}

export class SettleOnSpotRequest extends ReportCaseRequest {
  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  internalAccount!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(ACCOUNT)
  publicReply!: string;
}

export class AcceptCaseRequest extends DatedRequest {
  @IsOptional()
  @Matches(SERVICE_CODE)
  serviceType?: string;

  @IsOptional()
  @IsIn(URGENCIES)
  urgency?: Urgency;
}

export class RejectCaseRequest extends DatedRequest {
  @IsIn(REJECT_REASONS)
  reason!: RejectReason;

  @IsString()
  @IsNotEmpty()
  @MaxLength(PARAGRAPH)
  advice!: string;
}
