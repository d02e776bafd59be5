import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, Matches, ValidateNested } from 'class-validator';
import { UNIT_ID, SERVICE_CODE, DatedRequest } from './dated.dto.js';
import { NarrativeRequest } from './filing.dto.js';

export class MergeRequest extends DatedRequest {
  @IsUUID()
  into!: string;
}

export class SplitChildRequest {
  @Matches(SERVICE_CODE)
  serviceType!: string;

  @Matches(UNIT_ID)
  unit!: string;

  @ValidateNested()
  @Type(() => NarrativeRequest)
  narrative!: NarrativeRequest;
}

export class SplitRequest extends DatedRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => SplitChildRequest)
  children!: SplitChildRequest[];
}
