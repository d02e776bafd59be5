import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom, type Settings } from '#config';
import { SqliteEventStore } from '#event-store';
import { InMemoryKeyStore, masterKeyFrom, SqliteKeyStore, Vault } from '#privacy';
import type { DataChoice } from './command.js';
import type { Io } from './io.js';

/** Names of the databases within the data folder. */
export const FILES = {
  log: 'log.db',
  keys: 'keys.db',
  accounts: 'accounts.db',
  processes: 'processes.db',
} as const;

export function settingsOf(io: Io, { data }: DataChoice): Settings {
  return settingsFrom({ ...io.environment, ...(data === undefined ? {} : { GRIDCASE_DATA: data }) });
}

export function fileIn(settings: Settings, name: keyof typeof FILES): string {
  return join(settings.dataFolder, FILES[name]);
}

/** The log, to read beside a running service. @throws CannotOpen */
export function logOf(settings: Settings): SqliteEventStore {
  return SqliteEventStore.open({ file: fileIn(settings, 'log'), readOnly: true });
}

/** What opens the texts in the log, beside a running service. Without keys.db nothing was ever sealed. */
export function readingVaultOf(settings: Settings): { readonly vault: Vault; close(): Promise<void> } {
  const keysFile = fileIn(settings, 'keys');
  if (!existsSync(keysFile))
    return { vault: new Vault(new InMemoryKeyStore()), close: () => Promise.resolve() };
  const { key } = masterKeyFrom({
    fromEnvironment: settings.masterKey,
    file: settings.masterKeyFile,
    keysFile,
  });
  const keys = new SqliteKeyStore({ file: keysFile, masterKey: key, readOnly: true });
  return { vault: new Vault(keys), close: () => keys.close() };
}
