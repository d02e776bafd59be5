import type { ChannelEvent } from './channel.events.js';

/** Stored names and versions: a name stands for ever, a changed shape gets the next version and an upcaster. */
const VERSIONS: Readonly<Record<ChannelEvent['type'], number>> = { ChannelOpened: 1, ChannelClosed: 1 };

export const CHANNEL_EVENT_TYPES = Object.keys(VERSIONS) as ChannelEvent['type'][];

interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

export function encodeChannelEvent({ type, data }: ChannelEvent): StoredData {
  return { type, schemaVersion: VERSIONS[type], data };
}

/** Undefined for a type or a version that this release does not know. */
export function decodeChannelEvent({ type, schemaVersion, data }: StoredData): ChannelEvent | undefined {
  const known = Object.hasOwn(VERSIONS, type) && VERSIONS[type as ChannelEvent['type']] === schemaVersion;
  return known ? ({ type, data } as ChannelEvent) : undefined;
}
