import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Bilingual } from '#kernel';
import { MasterKeyRefused } from './master-key.errors.js';

const KEY_BYTES = 32;

/** The key that wraps all others. Who has lost it has lost all personal data; who has it and keys.db can read all. */
export interface MasterKey {
  readonly key: KeyObject;
  readonly origin: 'environment' | 'file';
  /** True at the first start, when it was made just now: the time to ask for a backup. */
  readonly created: boolean;
  /** What whoever starts the service should be told. */
  readonly warnings: readonly Bilingual[];
}

export interface MasterKeySources {
  /** GRIDCASE_MASTER_KEY: 32 bytes in base64; wins over the file. */
  readonly fromEnvironment?: string | undefined;
  /** GRIDCASE_MASTER_KEY_FILE, or master.key in the data folder; the folder exists. */
  readonly file: string;
  /** keys.db, whose presence says that a master key was made before. */
  readonly keysFile: string;
}

/** Finds the master key, or makes one when nothing was ever sealed. @throws MasterKeyRefused */
export function masterKeyFrom({ fromEnvironment, file, keysFile }: MasterKeySources): MasterKey {
  if (fromEnvironment !== undefined) {
    const key = decode(fromEnvironment, 'GRIDCASE_MASTER_KEY');
    return { key, origin: 'environment', created: false, warnings: [] };
  }
  if (!existsSync(file)) {
    if (existsSync(keysFile)) throw new MasterKeyRefused('missing', keysFile);
    return { key: createFile(file), origin: 'file', created: true, warnings: [backUp(file)] };
  }
  const warnings = (statSync(file).mode & 0o077) === 0 ? [] : [tooOpen(file)];
  return { key: decode(readFileSync(file, 'utf8'), file), origin: 'file', created: false, warnings };
}

function decode(text: string, place: string): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64');
  // Buffer skips what is not base64, so only what encodes back to the same text was a key.
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== text.trim()) {
    throw new MasterKeyRefused('malformed', place);
  }
  return createSecretKey(bytes);
}

function createFile(file: string): KeyObject {
  const bytes = randomBytes(KEY_BYTES);
  const target = openSync(file, 'wx', 0o600);
  try {
    writeSync(target, `${bytes.toString('base64')}\n`);
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  syncFolder(dirname(file));
  return createSecretKey(bytes);
}

/** Without it a power cut may lose the file's name, and with it the key. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function backUp(file: string): Bilingual {
  return {
    en: `A new master key was written to ${file}. Back it up, apart from the data: without it no personal data can be read again.`,
    zh: `新的主密钥已写入 ${file}。请立即备份,并与数据分开存放:丢失后所有个人信息都无法再读取。`,
  };
}

function tooOpen(file: string): Bilingual {
  return {
    en: `Others on this machine can read the master key in ${file}; run: chmod 600 ${file}`,
    zh: `本机其他用户可以读取主密钥文件 ${file};请执行:chmod 600 ${file}`,
  };
}
