import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mapping } from '../domain/mapping.js';
import { mappingNamed } from '../domain/mappings.js';
import { refuse } from '../domain/refusals.js';

export interface PublicFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What a person asks for. */
export interface ImportWish {
  /** Files, or folders of them. */
  readonly paths: readonly string[];
  /** Name of a mapping. */
  readonly mapping: string;
  /** Whether units that the file names and the grid lacks are opened. */
  readonly units: 'from-file' | 'existing';
  /** A WHATWG label, for example `utf-8` or `gb18030`. */
  readonly encoding: string;
}

export interface ImportPlan {
  readonly files: readonly PublicFile[];
  readonly mapping: Mapping;
  readonly units: 'from-file' | 'existing';
  readonly encoding: string;
}

/** Sees that all of it is there, before anything is opened or written. @throws Rejection */
export async function planImport({ paths, mapping, units, encoding }: ImportWish): Promise<ImportPlan> {
  const found = mappingNamed(mapping);
  const files: PublicFile[] = [];
  for (const path of paths) files.push(...(await filesAt(path, found.format)));
  return { mapping: found, encoding: encodingNamed(encoding), files, units };
}

function encodingNamed(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw refuse('unknown-encoding', { details: { encoding: label } });
  }
}

const ENDINGS: Readonly<Record<Mapping['format'], RegExp>> = { csv: /\.csv$/i, xes: /\.xes(\.gz)?$/i };

/** A file as it is named, and of a folder all its files of this kind by name. @throws Rejection `no-files` */
async function filesAt(path: string, format: Mapping['format']): Promise<readonly PublicFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [{ path, size: found.size }];
  const names = found?.isDirectory() ? await readdir(path) : [];
  const meant = names.filter((name) => ENDINGS[format].test(name)).sort();
  if (meant.length === 0) throw refuse('no-files', { details: { path } });
  return Promise.all(
    meant.map(async (name) => ({ path: join(path, name), size: (await stat(join(path, name))).size })),
  );
}
