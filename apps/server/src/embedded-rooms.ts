import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#config';
import { SqliteEventStore } from '#event-store';
import { openIdentity } from '#identity';
import { SystemClock, type Bilingual } from '#kernel';
import { KeyedDigests, masterKeyFrom, SqliteKeyStore, Vault } from '#privacy';
import { SqliteCheckpoints } from '#processes';
import type { Logger } from '#telemetry';
import type { Closing } from './closing.js';
import { openViews } from './projecting.js';
import type { Rooms } from './rooms.js';

/** All rooms in files of one data folder. */
export async function openEmbeddedRooms(
  settings: Settings,
  log: Logger,
  closing: Closing,
  tell: (news: Bilingual) => void,
): Promise<Rooms> {
  const { dataFolder: folder, masterKey: fromEnvironment, masterKeyFile } = settings;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(folder, name);
  const clock = new SystemClock();
  const store = closing.after(SqliteEventStore.open({ file: file('log.db'), clock }), (opened) =>
    opened.close(),
  );
  const keysFile = file('keys.db');
  const { key, warnings } = masterKeyFrom({ fromEnvironment, file: masterKeyFile, keysFile });
  warnings.forEach(tell);
  const keys = closing.after(new SqliteKeyStore({ file: keysFile, masterKey: key }), (opened) =>
    opened.close(),
  );
  const identity = closing.after(openIdentity({ file: file('accounts.db'), clock }), (opened) =>
    opened.close(),
  );
  const checkpoints = closing.after(new SqliteCheckpoints(file('processes.db')), (opened) => opened.close());
  const vault = new Vault(keys);
  const { runner, views } = await openViews({
    folder,
    store,
    vault,
    clock,
    log,
    onProgress: progressTeller(tell),
  });
  closing.after(views, (opened) => opened.close());
  closing.after(runner, (opened) => opened.stop());
  const { accounts, sessions } = identity;
  return {
    clock,
    store,
    vault,
    digests: new KeyedDigests(key),
    accounts,
    sessions,
    views,
    runner,
    checkpoints,
    log,
  };
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
