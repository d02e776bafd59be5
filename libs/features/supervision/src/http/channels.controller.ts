import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandMeta, Principal } from '#event-store';
import { AtLeastQuery, By, cursorOf, keyIn, Meta } from '#http';
import { Directory } from '#identity';
import { isWithin } from '#kernel';
import { Outbox } from '#outbox';
import { CloseChannel, OpenChannel } from '../commands/channel.commands.js';
import { administeredUnits } from '../domain/powers.js';
import { ChannelQueries } from '../projections/channels/channels.queries.js';
import type { KnownChannel } from '../projections/channels/channels.table.js';
import { ChannelParams, DeliveriesQuery, OpenChannelRequest } from './channels.dto.js';
import { ChannelAnswer, ChannelsView, channelView, DeliveriesView, deliveryView } from './channels.view.js';
import { positionsOf } from './positions.js';

const PAGE = 50;

@ApiTags('notices · channels')
@Controller('api/notices')
export class ChannelsController {
  constructor(
    private readonly bus: CommandBus,
    private readonly channels: ChannelQueries,
    private readonly outbox: Outbox,
    private readonly directory: Directory,
  ) {}

  @Post('channels')
  @ApiCreatedResponse({ type: ChannelAnswer })
  @ApiOperation({ summary: 'Send notices of a unit and of those below to an address 开通通知渠道' })
  open(@Body() { ...request }: OpenChannelRequest, @Meta() meta: CommandMeta): Promise<ChannelAnswer> {
    const { quietHours = true, ...data } = request;
    const channelId = meta.commandId;
    return answered(channelId, this.bus.execute(new OpenChannel({ channelId, quietHours, ...data }, meta)));
  }

  @Delete('channels/:id')
  @ApiOkResponse({ type: ChannelAnswer })
  @ApiOperation({ summary: 'Close a channel; its address is forgotten 关闭通知渠道' })
  close(@Param() { id }: ChannelParams, @Meta() meta: CommandMeta): Promise<ChannelAnswer> {
    return answered(id, this.bus.execute(new CloseChannel(id, meta)));
  }

  @Get('channels')
  @ApiOkResponse({ type: ChannelsView })
  @ApiOperation({ summary: 'The channels you look after 通知渠道' })
  async list(@Query() _: AtLeastQuery, @By() by: Principal): Promise<ChannelsView> {
    return { channels: (await this.lookedAfter(by)).map(channelView) };
  }

  @Get('deliveries')
  @ApiOkResponse({ type: DeliveriesView })
  @ApiOperation({ summary: 'What went out through them, with every attempt, newest first 通知发送记录' })
  async deliveries(@Query() query: DeliveriesQuery, @By() by: Principal): Promise<DeliveriesView> {
    const { channel, state, limit = PAGE, after } = query;
    const known = (await this.lookedAfter(by)).map(({ id }) => id);
    const [before] = after === undefined ? [] : keyIn(after, ['whole']);
    const found = this.outbox.deliveries({
      recipients: channel === undefined ? known : known.filter((id) => id === channel),
      limit,
      ...(state !== undefined && { state }),
      ...(before !== undefined && { before }),
    });
    const last = found.length === limit ? found.at(-1) : undefined;
    return { deliveries: found.map(deliveryView), next: last ? cursorOf(last.seq) : null };
  }

  private async lookedAfter(by: Principal): Promise<readonly KnownChannel[]> {
    const units = administeredUnits(await positionsOf(by, this.directory));
    const [tree, all] = [await this.directory.units(), await this.channels.all()];
    return all.filter(({ unit }) => units.some((own) => isWithin(tree, unit, own)));
  }
}

async function answered(channelId: string, answer: Promise<CommandAnswer>): Promise<ChannelAnswer> {
  const { revision, position } = await answer;
  return { channelId, revision: Number(revision), position };
}
