import { Injectable } from '@nestjs/common';
import type { LogPosition } from '#event-store';
import { ReadStore } from '#read-store';
import type { SupervisionTables } from '../tables.js';
import { channelIn, type KnownChannel } from './channels.table.js';

@Injectable()
export class ChannelQueries {
  private known: { readonly at: LogPosition; readonly channels: readonly KnownChannel[] } | undefined;

  constructor(private readonly views: ReadStore) {}

  async find(id: string): Promise<KnownChannel | undefined> {
    const row = await this.rows().where('id', '=', id).executeTakeFirst();
    return row && channelIn(row);
  }

  /** Channels that were open when the event at this position happened. */
  async openAt(position: LogPosition): Promise<readonly KnownChannel[]> {
    const channels = await this.asOfNow();
    return channels.filter(
      ({ opened, closed }) => opened < position && (closed === null || closed > position),
    );
  }

  /** Asked for with every notice, read once for each step of the read models. */
  private async asOfNow(): Promise<readonly KnownChannel[]> {
    const at = this.views.position();
    if (this.known?.at !== at) this.known = { at, channels: await this.all() };
    return this.known.channels;
  }

  /** All there are or ever were; a deployment has some dozens. */
  async all(): Promise<readonly KnownChannel[]> {
    const rows = await this.rows().orderBy('opened').execute();
    return rows.map(channelIn);
  }

  private rows() {
    return this.views.db<SupervisionTables>().selectFrom('notice_channel').selectAll();
  }
}
