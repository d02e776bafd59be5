import { unreachable, type Decider } from '#kernel';
import type { ChannelCommand } from './channel.commands.js';
import type { ChannelEvent } from './channel.events.js';
import { refuse } from './rejections.js';

/** A channel that was closed stays closed: its address is gone. */
export type Channel =
  { readonly status: 'none' } | { readonly status: 'open' | 'closed'; readonly unit: string };

const noChannel: Channel = { status: 'none' };

export const channelDecider: Decider<ChannelCommand, Channel, ChannelEvent, undefined> = {
  initialState: noChannel,
  decide,
  evolve,
};

function decide(command: ChannelCommand, state: Channel): readonly ChannelEvent[] {
  switch (command.type) {
    case 'OpenChannel':
      if (state.status !== 'none') throw refuse('channel-exists');
      return [{ type: 'ChannelOpened', data: command.data }];
    case 'CloseChannel':
      if (state.status === 'none') throw refuse('channel-not-found');
      return state.status === 'closed' ? [] : [{ type: 'ChannelClosed', data: { unit: state.unit } }];
    default:
      return unreachable(command);
  }
}

function evolve(_: Channel, { type, data }: ChannelEvent): Channel {
  return { status: type === 'ChannelOpened' ? 'open' : 'closed', unit: data.unit };
}
