import { Injectable } from '@nestjs/common';
import type { LogPosition } from '#event-store';
import { ReadStore } from '#read-store';
import type { SupervisionTables } from '../tables.js';
import { channelIn, type KnownChannel } from './channels.table.js';

@Injectable()
export class ChannelQueries {
  constructor(private readonly views: ReadStore) {}

  async find(id: string): Promise<KnownChannel | undefined> {
    const row = await this.rows().where('id', '=', id).executeTakeFirst();
    return row && channelIn(row);
  }

  /** Channels that hear of one of these units, and were open when the event at this position happened. */
  async openAt(position: LogPosition, units: readonly string[]): Promise<readonly KnownChannel[]> {
    const rows = await this.rows()
      .where('unit', 'in', units)
      .where('opened', '<', position)
      .where((where) => where.or([where('closed', 'is', null), where('closed', '>', position)]))
      .orderBy('id')
      .execute();
    return rows.map(channelIn);
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
