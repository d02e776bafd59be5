import { readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const POINTER = 'views.live';
const FILE = /^views-(\d+)\.db/;

/** The files `views-<generation>.db` of a data folder, and the pointer `views.live` that names the one in use. */
export class Generations {
  constructor(private readonly folder: string) {}

  pathOf(generation: number): string {
    return join(this.folder, `views-${generation}.db`);
  }

  /** Undefined before the first build. */
  live(): number | undefined {
    try {
      return generationOf(readFileSync(join(this.folder, POINTER), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** A number that no file bears and that was never live. */
  next(): number {
    return 1 + Math.max(0, this.live() ?? 0, ...this.files().map(([, generation]) => generation));
  }

  /** Makes a closed file durable. Never for an open one: closing a file drops the locks SQLite holds on it. */
  flush(generation: number): Promise<void> {
    return synced(this.pathOf(generation));
  }

  /** From here on, also after a power cut, this generation is the live one. */
  async promote(generation: number): Promise<void> {
    const draft = join(this.folder, `${POINTER}.new`);
    const file = await open(draft, 'w');
    try {
      await file.writeFile(`views-${generation}.db\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(this.folder, POINTER));
    await synced(this.folder);
  }

  /** Removes all files but the live one: left by a build that was killed, or replaced. */
  async sweep(): Promise<void> {
    const live = this.live();
    const old = this.files().filter(([, generation]) => generation !== live);
    await Promise.all(old.map(([name]) => rm(join(this.folder, name), { force: true })));
  }

  private files(): readonly (readonly [name: string, generation: number])[] {
    return readdirSync(this.folder).flatMap((name) => {
      const generation = generationOf(name);
      return generation === undefined ? [] : [[name, generation] as const];
    });
  }
}

function generationOf(name: string): number | undefined {
  const digits = FILE.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
