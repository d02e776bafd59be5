import type { ChannelAddress, ChannelKind } from './channel.events.js';
import { refuse } from './rejections.js';

const SHORTEST_SECRET = 16;

/** What a channel needs besides a place: a webhook proves by its secret who sends. @throws Rejection */
export function requireSecret(kind: ChannelKind, { secret }: ChannelAddress): void {
  if (secret === undefined && kind !== 'webhook') return;
  if (secret === undefined || secret.length < SHORTEST_SECRET)
    throw refuse('secret-missing', { details: { shortest: SHORTEST_SECRET } });
}
