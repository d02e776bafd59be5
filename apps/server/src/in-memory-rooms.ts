import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrustedClock } from '#deadlines';
import { InMemoryEventStore } from '#event-store';
import type { Clock } from '#kernel';
import { Poster } from '#outbox';
import { InMemoryKeyStore, KeyedDigests, Vault } from '#privacy';
import { InMemoryCheckpoints } from '#processes';
import type { Logger } from '#telemetry';
import type { Closing } from './closing.js';
import { openRooms } from './opened-rooms.js';
import type { Rooms } from './rooms.js';

/** Nothing is left behind: only the read models are in files, in a folder that goes with the service. */
export async function openInMemoryRooms(own: Clock, log: Logger, closing: Closing): Promise<Rooms> {
  const clock = new TrustedClock(own);
  const folder = closing.after(mkdtempSync(join(tmpdir(), 'gridcase-')), (made) =>
    rmSync(made, { recursive: true }),
  );
  return openRooms(
    {
      clock,
      store: closing.afterOpening(new InMemoryEventStore(clock)),
      vault: new Vault(new InMemoryKeyStore()),
      digests: new KeyedDigests(createSecretKey(randomBytes(32))),
      poster: new Poster({ privateAddresses: true }),
      checkpoints: new InMemoryCheckpoints(),
      log,
      identity: { file: ':memory:', hashing: CHEAP },
      outbox: ':memory:',
      views: { folder },
    },
    closing,
  );
}

/** Passwords of nobody: a hash need not cost a tenth of a second. */
const CHEAP = { memoryKiB: 64, passes: 1 };
