import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#kernel';
import { Outbox, type Letter } from '#outbox';
import { ReadStore } from '#read-store';
import { SendNotices } from '../commands/send-notices.commands.js';
import { isUrgent } from '../notices/notice.js';
import { ChannelQueries } from '../projections/channels/channels.queries.js';
import type { KnownChannel } from '../projections/channels/channels.table.js';
import { NoticeQueries, type Outgoing } from '../projections/notices/notices.queries.js';

/** The read models know whom an event concerns; they are waited for, and the event comes again when that takes too long. */
@CommandHandler(SendNotices)
export class SendNoticesHandler implements ICommandHandler<SendNotices> {
  constructor(
    private readonly views: ReadStore,
    private readonly notices: NoticeQueries,
    private readonly channels: ChannelQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute({ position }: SendNotices): Promise<void> {
    await this.views.waitFor(position);
    const channels = await this.channels.openAt(position);
    if (channels.length === 0) return;
    const outgoing = await this.notices.at(position);
    if (!outgoing) return;
    const letters = channels.filter((channel) => hears(channel, outgoing)).map(letterOf(outgoing));
    if (letters.length > 0) this.outbox.put(letters, this.clock.now());
  }
}

function hears({ unit, types }: KnownChannel, { notice, scopes }: Outgoing): boolean {
  return scopes.includes(unit) && (types?.includes(notice.type) ?? true);
}

function letterOf({ notice }: Outgoing): (channel: KnownChannel) => Letter {
  const urgent = isUrgent(notice);
  return ({ id, kind }) => ({ event: notice.event, channel: kind, recipient: id, urgent, body: notice });
}
