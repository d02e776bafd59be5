import type { Kysely } from 'kysely';
import type { StoredEvent } from '#event-store';
import { upsertRows } from '#read-store';
import { decodeChannelEvent } from '../../domain/channel.codec.js';
import type { SupervisionTables } from '../tables.js';

/** Channels change seldom: each event is written by itself. */
export async function foldChannel(stored: StoredEvent, db: Kysely<SupervisionTables>): Promise<void> {
  const event = decodeChannelEvent(stored);
  const id = stored.stream.slice('channel-'.length);
  if (event?.type === 'ChannelOpened') {
    const { unit } = event.data;
    const row = { id, unit, opened: stored.position, closed: null, channel: JSON.stringify(event.data) };
    await upsertRows(db, 'notice_channel', 'id', [row]);
  }
  if (event?.type === 'ChannelClosed')
    await db.updateTable('notice_channel').set({ closed: stored.position }).where('id', '=', id).execute();
}
