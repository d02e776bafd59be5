import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Settings } from '#config';

const BUILD = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../dist/apps/server/src/main.js', import.meta.url));

/** The embedded service as its users have it: built, in a process of its own, folding in a thread of its own. */
export class ServiceProcess {
  /** Where it answers. */
  url = '';
  private readonly lines: Interface;
  private readonly said: string[] = [];
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }) {
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
    this.lines = createInterface(child.stdout).on('line', (line) => this.said.push(line));
  }

  /** Resolves when it says where it is; builds it first, if the sources have changed. */
  static async start({ dataFolder }: Settings): Promise<ServiceProcess> {
    execFileSync(process.execPath, [BUILD]);
    const child = spawn(process.execPath, [PROGRAM], {
      env: { GRIDCASE_DATA: dataFolder, GRIDCASE_PORT: '0', GRIDCASE_DEMO: 'no', GRIDCASE_LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const service = new ServiceProcess(child);
    service.url = await service.hear(/http:\/\/[\d.]+:\d+/);
    return service;
  }

  /** As a power cut would end it, but for the disk. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }

  /** Resolves when it has begun to stop. */
  async askToStop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.hear(/stopping/);
  }

  private async hear(words: RegExp): Promise<string> {
    for (;;) {
      const [heard] = this.said.flatMap((line) => words.exec(line)?.[0] ?? []);
      if (heard !== undefined) return heard;
      const more = await Promise.race([once(this.lines, 'line'), this.ended]);
      if (!Array.isArray(more)) throw new Error(`the service has ended:\n${this.said.join('\n')}`);
    }
  }
}
