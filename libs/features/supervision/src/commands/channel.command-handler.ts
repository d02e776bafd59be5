import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CommandMeta } from '#event-store';
import { Directory } from '#identity';
import type { Actor } from '#kernel';
import { AddressRefused, Poster } from '#outbox';
import { Vault } from '#privacy';
import { requireSecret } from '../domain/channel-address.js';
import { channelDecider } from '../domain/channel.decider.js';
import { authoriseChannels } from '../domain/powers.js';
import { refuse } from '../domain/rejections.js';
import { channelStream, ChannelStreams, channelSubject } from '../streams.js';
import { CloseChannel, OpenChannel } from './channel.commands.js';

@CommandHandler(OpenChannel)
export class OpenChannelHandler implements ICommandHandler<OpenChannel> {
  constructor(
    private readonly streams: ChannelStreams,
    private readonly directory: Directory,
    private readonly vault: Vault,
    private readonly poster: Poster,
  ) {}

  /** @throws Rejection */
  async execute({ data, meta }: OpenChannel): Promise<CommandAnswer> {
    const { channelId, url, secret, ...channel } = data;
    const stream = channelStream(channelId);
    return this.streams.handle(stream, meta, async ({ state }) => {
      const actor = await actorFor(channel.unit, meta, this.directory);
      const { host } = this.admitted(url);
      const address = { url, ...(secret !== undefined && { secret }) };
      requireSecret(channel.kind, address);
      const envelope = { subject: channelSubject(channelId), box: '' };
      const command = { type: 'OpenChannel', data: { ...channel, host, address: envelope } } as const;
      // A refused command makes no key.
      const events = channelDecider.decide(command, state, undefined);
      const sealed = await this.vault.seal(envelope.subject, address);
      return {
        actor,
        events: events.map((event) =>
          event.type === 'ChannelOpened' ? { ...event, data: { ...event.data, address: sealed } } : event,
        ),
      };
    });
  }

  private admitted(url: string): URL {
    try {
      return this.poster.admit(url);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      throw refuse('address-refused', { details: { why: error.why } });
    }
  }
}

@CommandHandler(CloseChannel)
export class CloseChannelHandler implements ICommandHandler<CloseChannel> {
  constructor(
    private readonly streams: ChannelStreams,
    private readonly directory: Directory,
    private readonly vault: Vault,
  ) {}

  /** @throws Rejection */
  async execute({ channelId, meta }: CloseChannel): Promise<CommandAnswer> {
    const answer = await this.streams.handle(channelStream(channelId), meta, async ({ state }) => {
      const events = channelDecider.decide({ type: 'CloseChannel', data: {} }, state, undefined);
      const unit = state.status === 'none' ? '' : state.unit;
      return { actor: await actorFor(unit, meta, this.directory), events };
    });
    // After the fact, and again when the command is repeated: a crash in between leaves no key behind for good.
    await this.vault.destroy(channelSubject(channelId));
    return answer;
  }
}

async function actorFor(unit: string, { by }: CommandMeta, directory: Directory): Promise<Actor> {
  if (by.kind === 'system') throw refuse('not-permitted', { whoMay: [{ role: 'administrator' }] });
  const units = await directory.units();
  if (!units.unit(unit)) throw refuse('unknown-unit', { details: { unit } });
  return authoriseChannels(by.id, await directory.positionsOf(by.id), unit, units);
}
