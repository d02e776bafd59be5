import { Injectable } from '@nestjs/common';
import { Calendars } from '#calendar/messages';
import { Directory } from '#identity';
import { nextWorkingMoment, Rejection } from '#kernel';
import {
  AddressRefused,
  Poster,
  type Answer,
  type Carried,
  type Carrier,
  type Lane,
  type Limit,
  type Parcel,
} from '#outbox';
import { Vault } from '#privacy';
import type { ChannelKind } from '../domain/channel.events.js';
import { NameBook } from '../notices/names.js';
import { ChannelQueries } from '../projections/channels/channels.queries.js';
import type { KnownChannel } from '../projections/channels/channels.table.js';
import { noticesIn } from './digest.js';
import { FORMATS } from './message-formats.js';

const A_MINUTE = 60_000;
/** More messages than these to one recipient are a storm: what follows goes as one. */
const STORM: Limit = { messages: 10, within: 5 * A_MINUTE };
/** Both robots take twenty in a minute, and are silent for ten after more. */
const ROBOT: Limit = { messages: 20, within: A_MINUTE };
/** Who was told nothing for so long is not helped by it now; and a log read again tells no old stories. */
const TOO_OLD = 7 * 24 * 60 * A_MINUTE;

/** Brings notices to channels: at working hours, not too many, in the receiver's own form. */
@Injectable()
export class NoticeCarrier implements Carrier {
  readonly mostApart = STORM.messages;

  constructor(
    private readonly channels: ChannelQueries,
    private readonly vault: Vault,
    private readonly names: NameBook,
    private readonly calendars: Calendars,
    private readonly directory: Directory,
    private readonly poster: Poster,
  ) {}

  async earliest({ recipient, urgent }: Lane, now: number): Promise<number> {
    const channel = urgent ? undefined : await this.channels.find(recipient);
    if (!channel?.quietHours || channel.closed !== null) return now;
    const path = (await this.directory.units()).pathOf(channel.unit);
    const calendar = (await this.calendars.book()).for(path);
    try {
      return nextWorkingMoment(calendar, now);
    } catch (error) {
      // A calendar without working time has no quiet time either.
      if (error instanceof Rejection) return now;
      throw error;
    }
  }

  limits({ channel, urgent }: Lane): readonly Limit[] {
    return [...(urgent ? [] : [STORM]), ...(channel === 'webhook' ? [] : [ROBOT])];
  }

  async carry(parcel: Parcel, now: number): Promise<Carried> {
    const channel = await this.channels.find(parcel.recipient);
    if (!channel || channel.closed !== null) return refused('the channel is closed');
    if (noticesIn(parcel).every(({ at }) => Date.parse(at) < now - TOO_OLD))
      return refused('too old to be told');
    const address = await this.vault.open(channel.address);
    if (!address) return refused('the address of the channel is erased');
    const format = FORMATS[channel.kind];
    const { url, headers, body } = format.message(parcel, address, await this.names.now(), now);
    try {
      const answer = await this.poster.post(url, { 'user-agent': 'Gridcase', ...headers }, body);
      return outcomeOf(answer, format.hasArrived(answer));
    } catch (error) {
      if (error instanceof AddressRefused) return refused(error.message);
      return { outcome: 'failed', status: null, excerpt: wordsOf(error, channel) };
    }
  }
}

function outcomeOf({ status, text, retryAfter }: Answer, hasArrived: boolean): Carried {
  const gone = status === 410;
  const outcome = hasArrived ? 'delivered' : gone ? 'refused' : 'failed';
  return { outcome, status, excerpt: text, ...(retryAfter !== undefined && { retryAfter }) };
}

function refused(excerpt: string): Carried {
  return { outcome: 'refused', status: null, excerpt };
}

/** The ledger is read by people; an address that is a secret must not get into it by way of an error. */
function wordsOf(error: unknown, { host }: Pick<KnownChannel, 'host'> & { kind: ChannelKind }): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `${code} ${host}`;
}
