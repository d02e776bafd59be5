import { Command } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import type { ChannelAddress, ChannelKind } from '../domain/channel.events.js';
import type { NoticeType } from '../domain/notice-types.js';

/** The address in clear; it is sealed before it enters an event. */
export interface OpenChannelData extends ChannelAddress {
  readonly channelId: string;
  readonly kind: ChannelKind;
  readonly unit: string;
  readonly quietHours: boolean;
  readonly types?: readonly NoticeType[];
}

/** Notices of a unit and of those below go to this address from now on. */
export class OpenChannel extends Command<CommandAnswer> {
  constructor(
    readonly data: OpenChannelData,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}

/** Nothing goes there any more, and the address is forgotten. */
export class CloseChannel extends Command<CommandAnswer> {
  constructor(
    readonly channelId: string,
    readonly meta: CommandMeta,
  ) {
    super();
  }
}
