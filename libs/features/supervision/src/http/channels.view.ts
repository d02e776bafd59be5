import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NEXT_PAGE } from '#http';
import { DELIVERY_STATES, type Delivery, type DeliveryState } from '#outbox';
import { CHANNEL_KINDS, type ChannelKind } from '../domain/channel.events.js';
import { NOTICE_TYPES, type NoticeType } from '../domain/notice-types.js';
import type { Notice } from '../notices/notice.js';
import type { KnownChannel } from '../projections/channels/channels.table.js';

export class ChannelAnswer {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;

  @ApiProperty()
  revision!: number;

  @ApiProperty({ description: 'For `atLeast`: a query that carries it sees what this command did.' })
  position!: string;
}

/** A channel, but for its address: that is a secret. */
export class ChannelView {
  @ApiProperty({ format: 'uuid' })
  channelId!: string;

  @ApiProperty({ enum: CHANNEL_KINDS })
  kind!: ChannelKind;

  @ApiProperty()
  unit!: string;

  @ApiProperty({ example: 'oapi.dingtalk.com' })
  host!: string;

  @ApiProperty()
  quietHours!: boolean;

  @ApiPropertyOptional({ enum: NOTICE_TYPES, isArray: true, description: 'Absent: all.' })
  types?: readonly NoticeType[];

  @ApiProperty({ enum: ['open', 'closed'] })
  state!: 'open' | 'closed';
}

export class ChannelsView {
  @ApiProperty({ type: [ChannelView] })
  channels!: readonly ChannelView[];
}

export class AttemptView {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'HTTP status; null: there was no answer.' })
  status!: number | null;

  @ApiProperty({ description: 'The beginning of the answer, or why there was none.' })
  excerpt!: string;
}

/** One notice on its way through one channel. It names no case: who looks after channels need not see any. */
export class DeliveryView {
  @ApiProperty({
    format: 'uuid',
    description: 'Id of the event; the CloudEvents id, unless it went in a digest.',
  })
  event!: string;

  @ApiProperty({ enum: NOTICE_TYPES })
  type!: NoticeType;

  @ApiProperty({ format: 'uuid' })
  channelId!: string;

  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;

  @ApiProperty()
  urgent!: boolean;

  @ApiProperty({ format: 'date-time', description: 'When it was put into the outbox.' })
  putAt!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'What went out together has the same.' })
  parcel?: string;

  @ApiProperty({ type: [AttemptView] })
  attempts!: readonly AttemptView[];

  @ApiPropertyOptional({ format: 'date-time' })
  nextAttempt?: string;
}

export class DeliveriesView {
  @ApiProperty({ type: [DeliveryView] })
  deliveries!: readonly DeliveryView[];

  @ApiProperty(NEXT_PAGE)
  next!: string | null;
}

export function channelView({ id, kind, unit, host, quietHours, types, closed }: KnownChannel): ChannelView {
  const state = closed === null ? 'open' : 'closed';
  return { channelId: id, kind, unit, host, quietHours, ...(types && { types }), state };
}

export function deliveryView(delivery: Delivery): DeliveryView {
  const { event, recipient, state, urgent, putAt, parcel, ledger, nextAt, body } = delivery;
  return {
    event,
    type: (body as Notice).type,
    channelId: recipient,
    state,
    urgent,
    putAt: iso(putAt),
    ...(parcel !== undefined && { parcel }),
    attempts: ledger.map(({ at, status, excerpt }) => ({ at: iso(at), status, excerpt })),
    ...(nextAt !== undefined && { nextAttempt: iso(nextAt) }),
  };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
