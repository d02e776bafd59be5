import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mapping } from '../domain/mapping.js';
import { mappingNamed } from '../domain/mappings.js';
import { refuse } from '../domain/refusals.js';

export interface CsvFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What a person asks for. */
export interface ImportWish {
  /** Files, or folders of .csv files. */
  readonly paths: readonly string[];
  /** Name of a mapping. */
  readonly mapping: string;
  /** Whether units that the file names and the grid lacks are opened. */
  readonly units: 'from-file' | 'existing';
  /** A WHATWG label, for example `utf-8` or `gb18030`. */
  readonly encoding: string;
}

export interface ImportPlan {
  readonly files: readonly CsvFile[];
  readonly mapping: Mapping;
  readonly units: 'from-file' | 'existing';
  readonly encoding: string;
}

/** Sees that all of it is there, before anything is opened or written. @throws Rejection */
export async function planImport({ paths, mapping, units, encoding }: ImportWish): Promise<ImportPlan> {
  return {
    mapping: mappingNamed(mapping),
    encoding: encodingNamed(encoding),
    files: await csvFilesAt(paths),
    units,
  };
}

function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw refuse('unknown-encoding', { details: { encoding: label } });
  }
}

/** The files that are meant: each as it is named, and of a folder all its .csv files by name. @throws Rejection `no-files` */
async function csvFilesAt(paths: readonly string[]): Promise<readonly CsvFile[]> {
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
