import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../domain/refusals.js';

export interface CsvFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** The files that are meant: each as it is named, and of a folder all its .csv files by name. @throws Rejection `no-files` */
export async function csvFilesAt(paths: readonly string[]): Promise<readonly CsvFile[]> {
  const files: CsvFile[] = [];
  for (const path of paths) files.push(...(await filesAt(path)));
  return files;
}

async function filesAt(path: string): Promise<readonly CsvFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [{ path, size: found.size }];
  const names = found?.isDirectory() ? await readdir(path) : [];
  const csv = names.filter((name) => name.toLowerCase().endsWith('.csv')).sort();
  if (csv.length === 0) throw refuse('no-files', { details: { path } });
  return Promise.all(
    csv.map(async (name) => ({ path: join(path, name), size: (await stat(join(path, name))).size })),
  );
}
