import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#config';
import { TrustedClock } from '#deadlines';
import { SqliteEventStore } from '#event-store';
import { SystemClock, type Bilingual, type Clock } from '#kernel';
import { Poster } from '#outbox';
import { KeyedDigests, masterKeyFrom, SqliteKeyStore, Vault } from '#privacy';
import { SqliteCheckpoints } from '#processes';
import type { Logger } from '#telemetry';
import type { Closing } from './closing.js';
import { openRooms } from './opened-rooms.js';
import { ProjectingThread } from './projecting-thread.js';
import type { Rooms } from './rooms.js';

const AN_HOUR = 3_600_000;

/** All rooms in files of one data folder. */
export async function openEmbeddedRooms(
  settings: Settings,
  log: Logger,
  closing: Closing,
  tell: (news: Bilingual) => void,
  ownClock: Clock = new SystemClock(),
): Promise<Rooms> {
  const { dataFolder: folder, masterKey: fromEnvironment, masterKeyFile } = settings;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(folder, name);
  const clock = new TrustedClock(ownClock);
  const store = closing.afterOpening(SqliteEventStore.open({ file: file('log.db'), clock }));
  const keysFile = file('keys.db');
  const { key, warnings } = masterKeyFrom({ fromEnvironment, file: masterKeyFile, keysFile });
  warnings.forEach(tell);
  const vault = new Vault(closing.afterOpening(new SqliteKeyStore({ file: keysFile, masterKey: key })));
  const ownThread = { folder, logFile: file('log.db'), keysFile, masterKey: key };
  const thread = ProjectingThread.isAvailable() ? { thread: ownThread } : {};
  const rooms = await openRooms(
    {
      clock,
      store,
      vault,
      digests: new KeyedDigests(key),
      poster: new Poster({ privateAddresses: settings.privateWebhooks }),
      checkpoints: closing.afterOpening(new SqliteCheckpoints(file('processes.db'))),
      log,
      identity: { file: file('accounts.db') },
      outbox: file('outbox.db'),
      views: { folder, onProgress: progressTeller(tell), ...thread },
    },
    closing,
  );
  const purging = setInterval(() => rooms.sessions.purge(), AN_HOUR).unref();
  closing.after(purging, () => clearInterval(purging));
  return rooms;
}

/** A rebuild may take minutes: a word at its start and every 100,000 events. */
function progressTeller(tell: (news: Bilingual) => void): (progress: { readonly events: number }) => void {
  let told = -1;
  return ({ events }) => {
    const hundredThousands = Math.floor(events / 100_000);
    if (events === 0 || hundredThousands === told) return;
    told = hundredThousands;
    tell({ zh: `正在重建读模型：${events} 个事件`, en: `building the read models: ${events} events` });
  };
}
