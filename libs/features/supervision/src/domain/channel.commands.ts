import type { Message } from '#kernel';
import type { OpenedChannel } from './channel.events.js';

export type ChannelCommand =
  Message<'OpenChannel', OpenedChannel> | Message<'CloseChannel', Readonly<Record<never, never>>>;
