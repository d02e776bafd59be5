import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '#http';
import { DELIVERY_STATES, type DeliveryState } from '#outbox';
import { CHANNEL_KINDS, type ChannelKind } from '../domain/channel.events.js';
import { NOTICE_TYPES, type NoticeType } from '../domain/notice-types.js';
import { UNIT_ID } from './supervision.dto.js';

export class OpenChannelRequest {
  @IsIn(CHANNEL_KINDS)
  kind!: ChannelKind;

  /** It hears what the desks of this unit, and of all below it, are told. */
  @Matches(UNIT_ID)
  unit!: string;

  /** Kept sealed, and never shown again. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  url!: string;

  /** Signs what is sent: required for a webhook, optional for DingTalk. Kept sealed, and never shown again. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  secret?: string;

  /** Default: all. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(NOTICE_TYPES.length)
  @ArrayUnique()
  @IsIn(NOTICE_TYPES, { each: true })
  types?: NoticeType[];

  /** Wait for the unit’s working hours; urgent notices do not. Default yes. */
  @IsOptional()
  @IsBoolean()
  quietHours?: boolean;
}

export class ChannelParams {
  @IsUUID()
  id!: string;
}

export class DeliveriesQuery extends PageQuery {
  /** Default: all that you look after. */
  @IsOptional()
  @IsUUID()
  channel?: string;

  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}
