import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../io.js';
import { run } from '../run.js';

/** What one command line has said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A data folder of its own and a person at the keyboard who gives these answers. */
export class Console {
  readonly folder = mkdtempSync(join(tmpdir(), 'gridcase-cli-'));
  readonly data = join(this.folder, 'data');

  async run(
    argv: readonly string[],
    how: { answers?: readonly string[]; signal?: AbortSignal } = {},
  ): Promise<Said> {
    const [out, err]: string[][] = [[], []];
    const answers = [...(how.answers ?? [])];
    const io: Io = {
      environment: { GRIDCASE_DATA: this.data, GRIDCASE_DEMO: 'no' },
      out: (text) => void out?.push(text),
      err: (text) => void err?.push(text),
      ask: () => Promise.resolve(answers.shift() ?? ''),
      signal: how.signal ?? new AbortController().signal,
    };
    const code = await run(argv, io);
    return { code, out: (out ?? []).join('\n'), err: (err ?? []).join('\n') };
  }

  /** Writes a file beside the data folder and answers with its path. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  async json<Value>(argv: readonly string[]): Promise<Value> {
    return JSON.parse((await this.run([...argv, '--json'])).out) as Value;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
