import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Settings } from '#config';
import { copyDatabase } from '#sqlite';

import { FILES, logOf } from './data-folder.js';
import { EXIT } from './exit-code.js';
import { Failure } from './failure.js';

/** What a backup says of itself: written last, so that a folder without it is no backup. */
export interface Manifest {
  readonly madeAt: string;
  /** Position of the log's last event. */
  readonly position: string;
  /** SHA-256 in hex, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

const MANIFEST = 'backup.json';

/**
 * Copies the data folder without its read models and without the master key. The order makes the copies fit each other:
 * how far processes came is never ahead of the log, and every key that the log needs was made before its event.
 */
export async function backUp(settings: Settings, folder: string): Promise<Manifest> {
  if (existsSync(folder)) throw new Failure(EXIT.usage, EXISTS(folder));
  const log = logOf(settings);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    copyIfThere(settings, folder, FILES.processes);
    const position = await log.backupTo(join(folder, FILES.log));
    copyIfThere(settings, folder, FILES.keys);
    copyIfThere(settings, folder, FILES.accounts);
    return await seal(folder, position);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await log.close();
  }
}

export async function manifestIn(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
  } catch {
    throw new Failure(EXIT.notFound, {
      en: `There is no finished backup in ${folder}.`,
      zh: `${folder} 中没有完整的备份。`,
    });
  }
}

/** Names of files that are not as they were when the backup was made. */
export async function changedIn(folder: string, { files }: Manifest): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const [name, digest] of Object.entries(files)) {
    if (!existsSync(join(folder, name)) || (await digestOf(join(folder, name))) !== digest)
      changed.push(name);
  }
  return changed;
}

function copyIfThere({ dataFolder }: Settings, folder: string, name: string): void {
  const file = join(dataFolder, name);
  if (existsSync(file)) copyDatabase(file, join(folder, name));
}

async function seal(folder: string, position: string): Promise<Manifest> {
  const names = Object.values(FILES).filter((name) => existsSync(join(folder, name)));
  const files: Record<string, string> = {};
  for (const name of names) {
    await chmod(join(folder, name), 0o600);
    await flush(join(folder, name));
    files[name] = await digestOf(join(folder, name));
  }
  const manifest = { madeAt: new Date().toISOString(), position, files };
  const partial = join(folder, `${MANIFEST}.partial`);
  const handle = await open(partial, 'w', 0o600);
  await handle.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`);
  await handle.sync();
  await handle.close();
  await rename(partial, join(folder, MANIFEST));
  await flush(folder);
  return manifest;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}

const EXISTS = (folder: string) => ({
  en: `${folder} exists already; a backup overwrites nothing.`,
  zh: `${folder} 已存在；备份不会覆盖任何内容。`,
});
