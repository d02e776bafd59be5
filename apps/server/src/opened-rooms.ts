import { openIdentity, type IdentityOptions } from '#identity';
import { openOutbox } from '#outbox';
import type { Closing } from './closing.js';
import { openViews, type Projected } from './projecting.js';
import type { Rooms } from './rooms.js';

/** Where rooms in files and rooms in memory differ. */
export interface Ground extends Pick<
  Rooms,
  'clock' | 'store' | 'vault' | 'digests' | 'poster' | 'checkpoints' | 'log'
> {
  readonly identity: Omit<IdentityOptions, 'clock'>;
  /** Its file; `:memory:` for none. */
  readonly outbox: string;
  readonly views: Pick<Projected, 'folder' | 'thread' | 'onProgress'>;
}

export async function openRooms(ground: Ground, closing: Closing): Promise<Rooms> {
  const { identity, outbox: file, views, ...opened } = ground;
  const { accounts, sessions } = closing.afterOpening(openIdentity({ ...identity, clock: opened.clock }));
  const { outbox, marks } = openOutbox({ file });
  closing.afterOpening(outbox);
  const projecting = await openViews({ ...views, ...opened }, closing);
  return { ...opened, accounts, sessions, outbox, marks, ...projecting };
}
