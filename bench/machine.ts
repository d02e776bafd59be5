import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What the disk and the machine allow; every durable figure is bounded by it. */
export interface Machine {
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  /** Per second: a 4 KiB write and fdatasync, at the end of a growing file and over the same page. */
  readonly fdatasyncAppending: number;
  readonly fdatasyncOverwriting: number;
}

export function measureMachine(folder: string): Machine {
  return {
    node: process.version,
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    fdatasyncAppending: syncsPerSecond(folder, () => null),
    fdatasyncOverwriting: syncsPerSecond(folder, () => 0),
  };
}

function syncsPerSecond(folder: string, place: () => number | null): number {
  const path = join(folder, 'fdatasync');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 1);
  const started = performance.now();
  let syncs = 0;
  for (; performance.now() - started < 1_000; syncs += 1) {
    writeSync(file, page, 0, page.length, place());
    fdatasyncSync(file);
  }
  closeSync(file);
  rmSync(path);
  return Math.round((syncs / (performance.now() - started)) * 1_000);
}
