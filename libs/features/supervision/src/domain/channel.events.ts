import type { Message, Sealed } from '#kernel';
import type { NoticeType } from './notice-types.js';

export const CHANNEL_KINDS = ['webhook', 'wecom', 'dingtalk'] as const;
/** A system that takes CloudEvents, or a robot in a group chat. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Where notices go, and what they are signed with; a robot's address is a secret too. */
export interface ChannelAddress {
  readonly url: string;
  readonly secret?: string;
}

export interface OpenedChannel {
  readonly kind: ChannelKind;
  /** It hears what the desks of this unit, and of all below it, are told. */
  readonly unit: string;
  /** What people may see of the address. */
  readonly host: string;
  /** Notices wait for the unit's working hours; urgent ones do not. */
  readonly quietHours: boolean;
  /** Absent: all. */
  readonly types?: readonly NoticeType[];
  readonly address: Sealed<ChannelAddress>;
}

export type ChannelEvent =
  Message<'ChannelOpened', OpenedChannel> | Message<'ChannelClosed', { readonly unit: string }>;
