import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrustedClock } from '#deadlines';
import { InMemoryEventStore } from '#event-store';
import { openIdentity } from '#identity';
import type { Clock } from '#kernel';
import { openOutbox, Poster } from '#outbox';
import { InMemoryKeyStore, KeyedDigests, Vault } from '#privacy';
import { InMemoryCheckpoints } from '#processes';
import type { Logger } from '#telemetry';
import type { Closing } from './closing.js';
import { openViews } from './projecting.js';
import type { Rooms } from './rooms.js';

/** Nothing is left behind: only the read models are in files, in a folder that goes with the service. */
export async function openInMemoryRooms(own: Clock, log: Logger, closing: Closing): Promise<Rooms> {
  const clock = new TrustedClock(own);
  const folder = closing.after(mkdtempSync(join(tmpdir(), 'gridcase-')), (made) =>
    rmSync(made, { recursive: true }),
  );
  const store = closing.afterOpening(new InMemoryEventStore(clock));
  const identity = openIdentity({ file: ':memory:', clock, hashing: CHEAP });
  const { accounts, sessions } = closing.afterOpening(identity);
  const vault = new Vault(new InMemoryKeyStore());
  const digests = new KeyedDigests(createSecretKey(randomBytes(32)));
  const projecting = await openViews({ folder, store, vault, clock, log }, closing);
  const { outbox, marks } = openOutbox({ file: ':memory:' });
  closing.afterOpening(outbox);
  const poster = new Poster({ privateAddresses: true });
  const checkpoints = new InMemoryCheckpoints();
  return {
    clock,
    store,
    vault,
    digests,
    accounts,
    sessions,
    outbox,
    marks,
    poster,
    checkpoints,
    log,
    ...projecting,
  };
}

/** Passwords of nobody: a hash need not cost a tenth of a second. */
const CHEAP = { memoryKiB: 64, passes: 1 };
