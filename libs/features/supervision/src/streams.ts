import { Injectable } from '@nestjs/common';
import { CommandHandling, EventStore, streamName, UnknownEvent, type StreamName } from '#event-store';
import { Clock } from '#kernel';
import { decodeChannelEvent, encodeChannelEvent } from './domain/channel.codec.js';
import { channelDecider, type Channel } from './domain/channel.decider.js';
import type { ChannelEvent } from './domain/channel.events.js';

/** Names of streams are stored for ever. */
export function channelStream(channelId: string): StreamName {
  return streamName('channel', channelId);
}

/** Whose key seals a channel's address. */
export function channelSubject(channelId: string): string {
  return `channel:${channelId}`;
}

@Injectable()
export class ChannelStreams extends CommandHandling<Channel, ChannelEvent> {
  constructor(store: EventStore, clock: Clock) {
    const decode = (stored: Parameters<typeof decodeChannelEvent>[0]) => {
      const event = decodeChannelEvent(stored);
      if (!event) throw new UnknownEvent(stored);
      return event;
    };
    super(store, { encode: encodeChannelEvent, decode }, channelDecider, clock);
  }
}
