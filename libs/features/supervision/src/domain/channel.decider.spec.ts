import { describe, it } from '@jest/globals';
import { specificationOf } from '#kernel/testing';
import type { ChannelCommand } from './channel.commands.js';
import { channelDecider } from './channel.decider.js';
import type { ChannelEvent, OpenedChannel } from './channel.events.js';

const { given } = specificationOf(channelDecider, undefined);
const data: OpenedChannel = {
  kind: 'webhook',
  unit: 'town',
  host: 'hook.example',
  quietHours: true,
  address: { subject: 'channel:1', box: 'sealed' },
};
const open: ChannelCommand = { type: 'OpenChannel', data };
const close: ChannelCommand = { type: 'CloseChannel', data: {} };
const opened: ChannelEvent = { type: 'ChannelOpened', data };
const closed: ChannelEvent = { type: 'ChannelClosed', data: { unit: 'town' } };

describe('opening a channel', () => {
  it('records what it is', () => given().when(open).expectEvents(opened));
  it('is refused a second time', () => given(opened).when(open).expectRejection('channel-exists'));
  it('is refused after it was closed', () =>
    given(opened, closed).when(open).expectRejection('channel-exists'));
});

describe('closing a channel', () => {
  it('records that it was that unit’s', () => given(opened).when(close).expectEvents(closed));
  it('changes nothing the second time', () => given(opened, closed).when(close).expectEvents());
  it('is refused when there is none', () => given().when(close).expectRejection('channel-not-found'));
});
