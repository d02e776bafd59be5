import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '#config';
import { LOG_START, SqliteEventStore, verifyLog, type EventStore } from '#event-store';
import { openIdentity } from '#identity';
import { SystemClock, type Bilingual, type Sealed } from '#kernel';
import { KeyMissing, masterKeyFrom, SqliteKeyStore, Vault } from '#privacy';
import { changedIn, manifestIn } from './backup.js';
import { FILES } from './data-folder.js';

export interface BackupCheck {
  readonly madeAt: string;
  readonly events: number;
  /** Texts that the keys of the backup open; those of erased subjects are not counted. */
  readonly texts: number;
  readonly flaws: readonly Bilingual[];
}

/** Restores a backup into a folder of its own and looks at all of it: digests, the log's chain, every key, the accounts. */
export async function checkBackup(folder: string, settings: Settings): Promise<BackupCheck> {
  const manifest = await manifestIn(folder);
  const changed = (await changedIn(folder, manifest)).map(changedFile);
  if (changed.length > 0) return { madeAt: manifest.madeAt, events: 0, texts: 0, flaws: changed };
  const restored = await mkdtemp(join(tmpdir(), 'gridcase-restored-'));
  try {
    for (const name of Object.keys(manifest.files)) await copyFile(join(folder, name), join(restored, name));
    return { madeAt: manifest.madeAt, ...(await lookAt(restored, manifest.position, settings)) };
  } finally {
    await rm(restored, { recursive: true });
  }
}

async function lookAt(restored: string, position: string, settings: Settings) {
  const store = SqliteEventStore.open({ file: join(restored, FILES.log), clock: new SystemClock() });
  try {
    const { events, found } = await verifyLog(store);
    const flaws: Bilingual[] = found > 0 ? [brokenLog(found)] : [];
    if ((await store.head()) !== position) flaws.push(OTHER_END);
    openAccounts(join(restored, FILES.accounts));
    const keys = join(restored, FILES.keys);
    const texts = existsSync(keys) ? await openTexts(store, keys, settings, flaws) : 0;
    return { events, texts, flaws };
  } finally {
    await store.close();
  }
}

function openAccounts(file: string): void {
  if (existsSync(file)) openIdentity({ file, clock: new SystemClock() }).close();
}

/** @throws MasterKeyRefused when the keys belong to another master key */
async function openTexts(
  store: EventStore,
  file: string,
  settings: Settings,
  flaws: Bilingual[],
): Promise<number> {
  const { masterKey: fromEnvironment, masterKeyFile } = settings;
  const { key } = masterKeyFrom({ fromEnvironment, file: masterKeyFile, keysFile: file });
  const keys = new SqliteKeyStore({ file, masterKey: key });
  try {
    return await countOpened(store, new Vault(keys));
  } catch (error) {
    if (!(error instanceof KeyMissing)) throw error;
    flaws.push(keyMissing(error.message));
    return 0;
  } finally {
    await keys.close();
  }
}

async function countOpened(store: EventStore, vault: Vault): Promise<number> {
  let [count, from, atHead] = [0, LOG_START, false];
  while (!atHead) {
    const page = await store.readAll({ from });
    const opened = await vault.openAll(page.events.flatMap(({ data }) => boxesIn(data)));
    count += opened.filter((content) => content !== undefined).length;
    ({ position: from, atHead } = page);
  }
  return count;
}

function boxesIn(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('subject' in value && 'box' in value) return [value as Sealed];
  return Object.values(value).flatMap(boxesIn);
}

function changedFile(name: string): Bilingual {
  return { en: `${name} is not as it was when the backup was made.`, zh: `${name} 与备份时不符。` };
}

function brokenLog(found: number): Bilingual {
  return {
    en: `${found} events of the log are not as written.`,
    zh: `日志中有 ${found} 个事件与写入时不符。`,
  };
}

function keyMissing(message: string): Bilingual {
  return { en: message, zh: '缺少密钥。' };
}

const OTHER_END = { en: 'The log ends elsewhere than the backup says.', zh: '日志末尾与备份记录不符。' };
