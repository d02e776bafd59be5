import type { Kysely } from 'kysely';
import type { LogPosition } from '#event-store';
import type { OpenedChannel } from '../../domain/channel.events.js';

/** One row per channel, its address still sealed. */
export interface ChannelRow {
  id: string;
  unit: string;
  opened: LogPosition;
  /** Null: it is open. */
  closed: LogPosition | null;
  /** JSON of the `OpenedChannel`. */
  channel: string;
}

/** A channel as it was opened. */
export interface KnownChannel extends OpenedChannel {
  readonly id: string;
  readonly opened: LogPosition;
  readonly closed: LogPosition | null;
}

export function channelIn({ id, opened, closed, channel }: ChannelRow): KnownChannel {
  return { ...(JSON.parse(channel) as OpenedChannel), id, opened, closed };
}

export async function createChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notice_channel')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('opened', 'text', (column) => column.notNull())
    .addColumn('closed', 'text')
    .addColumn('channel', 'text', (column) => column.notNull())
    .execute();
}
